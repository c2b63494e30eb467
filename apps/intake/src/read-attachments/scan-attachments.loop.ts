import { Database, type Statement } from '#database';
import type { FileScanner, FileStore } from '#files';
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
import { FILE_STORE } from '../file-mail/attachment-keeper.js';

export const FILE_SCANNER = Symbol('FILE_SCANNER');

const AT_ONCE = 16;

const scanned = counter({
  name: 'attachments_scanned_total',
  help: 'Attachments the virus scanner looked at. verdict: clean, infected.',
  labels: ['verdict'],
});

/**
 * Has the virus scanner look at what waits for it, when there is one. The verdict is written for the content: the same
 * file on other tickets has it too. While the scanner is away they wait, and nobody gets them.
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
    const verdict = await scanner.scan(await buffer(content));
    await this.database.read(judged, [sha256, verdict.verdict, verdict.verdict === 'infected' ? verdict.name : null]);
    scanned.inc({ verdict: verdict.verdict });
  }
}

/** In no order: a file that the scanner refuses must not be in the way of the others. */
const pending: Statement = {
  name: 'intake-attachments-pending',
  text: `SELECT DISTINCT sha256 FROM (SELECT sha256 FROM attachment WHERE scan = 'pending' ORDER BY random() LIMIT $1) waiting`,
};

const judged: Statement = {
  name: 'intake-attachments-judged',
  text: `UPDATE attachment SET scan = $2, scan_detail = left($3::text, 500) WHERE sha256 = $1 AND scan = 'pending'`,
};
