import { Database, tellOf, type Statement } from '#database';
import { FileNotScannable, type FileScanner, type FileStore } from '#files';
import { counter } from '#observability';
import { WorkLoop } from '#service';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { FILE_STORE } from '../keep-files/file-keeper.js';

export const FILE_SCANNER = Symbol('FILE_SCANNER');

const AT_ONCE = 16;
/** Half a minute, one, two and four lie between them. */
const MOST_ATTEMPTS = 5;
const FIRST_PAUSE_SECONDS = 30;

const scanned = counter({
  name: 'attachments_scanned_total',
  help: 'Attachments the virus scanner looked at. verdict: clean, infected, failed.',
  labels: ['verdict'],
});

/**
 * Has the virus scanner look at what waits for it, when there is one. The verdict is written for the content: the same
 * file on other tickets has it too. While the scanner is away they wait, and nobody gets them. A file
 * that it refuses again and again is given up on, which everybody sees.
 */
@Injectable()
export class ScanAttachmentsLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('ScanAttachments');
  private readonly loop = new WorkLoop({ name: 'ScanAttachments', round: () => this.round() });

  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly files: FileStore,
    @Inject(FILE_SCANNER) private readonly scanner: FileScanner | null,
  ) {}

  onApplicationBootstrap(): void {
    if (this.scanner) this.loop.start();
  }

  /** There is something to look at. */
  wake(): void {
    this.loop.wake();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Two processes may look at the same file: that does no harm. */
  async round(): Promise<number | null> {
    const rows = await this.database.read<{ sha256: Buffer }>(pending, [AT_ONCE]);
    let failure: unknown = null;
    for (const { sha256 } of rows) {
      if (this.loop.isStopping) return null;
      await this.scan(this.scanner!, sha256).catch((error: unknown) => (failure = error));
    }
    if (failure !== null) throw failure;
    return rows.length === AT_ONCE ? 0 : null;
  }

  private async scan(scanner: FileScanner, sha256: Buffer): Promise<void> {
    const content = await this.files.open(sha256.toString('hex'));
    if (!content) {
      this.logger.error(`The file store has lost ${sha256.toString('hex')}.`);
      // There is nothing to give out: whoever asks for it is told so.
      await this.database.read(judged, [sha256, 'clean', 'Its content is lost.']);
      return;
    }
    const verdict = await scanner.scan(await buffer(content)).catch((error: unknown) => {
      if (error instanceof FileNotScannable) return error;
      throw error;
    });
    if (verdict instanceof FileNotScannable) return this.refused(sha256, verdict);
    await this.database.read(judged, [sha256, verdict.verdict, verdict.verdict === 'infected' ? verdict.name : null]);
    scanned.inc({ verdict: verdict.verdict });
  }

  private async refused(sha256: Buffer, { message }: FileNotScannable): Promise<void> {
    const [row] = await this.database.read<{ scan: string }>(refuse, [
      sha256,
      message,
      MOST_ATTEMPTS,
      FIRST_PAUSE_SECONDS,
    ]);
    if (row?.scan !== 'failed') return;
    scanned.inc({ verdict: 'failed' });
    this.logger.error(`An attachment is given up on (${sha256.toString('hex')}): ${message}`);
  }
}

/** In no order: a file that the scanner refuses must not be in the way of the others. */
const pending: Statement = {
  name: 'intake-attachments-pending',
  text: `SELECT DISTINCT sha256 FROM (SELECT sha256 FROM attachment
    WHERE scan = 'pending' AND (scan_after IS NULL OR scan_after <= now()) ORDER BY random() LIMIT $1) waiting`,
};

const judged: Statement = {
  name: 'intake-attachments-judged',
  text: `WITH judged AS (
      UPDATE attachment SET scan = $2, scan_detail = left($3::text, 500) WHERE sha256 = $1 AND scan = 'pending'
      RETURNING ticket_id, post_id
    ), told AS (${tellOf('files-scanned', 'array_agg(DISTINCT ticket_id)', 'FROM judged WHERE post_id IS NOT NULL')})
    SELECT FROM judged`,
};

const refuse: Statement = {
  name: 'intake-attachments-refused',
  text: `WITH refused AS (
      UPDATE attachment SET scan_attempts = scan_attempts + 1, scan_detail = left($2::text, 500),
        scan = CASE WHEN scan_attempts + 1 >= $3::int THEN 'failed' ELSE scan END,
        scan_after = now() + make_interval(secs => $4::int * 2 ^ scan_attempts)
      WHERE sha256 = $1 AND scan = 'pending' RETURNING scan, ticket_id, post_id
    ), told AS (${tellOf('files-scanned', 'array_agg(DISTINCT ticket_id)', `FROM refused WHERE scan = 'failed' AND post_id IS NOT NULL`)})
    SELECT scan FROM refused`,
};
