import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a vendor remembers, also over kill -9: each line is written before anybody is answered. */
export type LedgerEntry =
  /** A request of ours: `isTaken` when the vendor took it, whatever it answered. */
  | {
      readonly what: 'request';
      readonly id: string;
      readonly type: string;
      readonly caseId: string;
      readonly callbackUrl: string;
      readonly signed: boolean;
      readonly isTaken: boolean;
    }
  /** A callback it made and got an answer to that settles it: 2xx, or 409 for a case that is over. */
  | {
      readonly what: 'said';
      readonly id: string;
      readonly caseId: string;
      readonly kind: string;
      readonly status: number;
    }
  /** A callback nobody may believe, or believe twice. */
  | { readonly what: 'trick'; readonly trick: string; readonly status: number; readonly answer: string }
  /** An answer no callback should get. */
  | { readonly what: 'surprise'; readonly id: string; readonly status: number; readonly answer: string };

export class VendorLedger {
  private readonly file: string;

  constructor(directory: string) {
    this.file = join(directory, 'vendor-ledger.jsonl');
  }

  write(entry: LedgerEntry): void {
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`);
  }

  /** Everything so far; a last line that was cut off by a kill does not count. */
  read(): LedgerEntry[] {
    if (!existsSync(this.file)) return [];
    return readFileSync(this.file, 'utf8')
      .split('\n')
      .flatMap((line) => {
        try {
          return [JSON.parse(line) as LedgerEntry];
        } catch {
          return [];
        }
      });
  }
}

/** While this file is not there, the vendor is slow, wrong or silent as it likes. */
export const honestyFile = (directory: string): string => join(directory, 'vendor-is-honest');
