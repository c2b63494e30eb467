import { parseMime, type ParsedMail } from '#mail';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { SmtpServer } from '../mail-settings.js';

/** A mail that nobody got. */
export interface KeptMail {
  readonly id: number;
  readonly at: Date;
  readonly to: readonly string[];
  readonly source: Buffer;
  readonly mail: ParsedMail;
}

const MOST_MAILS = 500;
const MOST_BYTES = 64_000_000;
const LARGEST_BYTES = 16_000_000;

/** A real SMTP server on loopback that passes nothing on: it keeps the latest mails in memory, to be looked at. */
export class DevelopmentMailbox {
  private readonly kept: KeptMail[] = [];
  private bytes = 0;
  private lastId = 0;
  private readonly server = new SMTPServer({
    name: 'localhost',
    banner: 'Tierline keeps what you send',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST_BYTES,
    logger: false,
    onData: (stream, { envelope }, done) =>
      void this.take(
        stream,
        envelope.rcptTo.map(({ address }) => address),
        done,
      ),
  });

  /** On a free port of this machine, reachable from this machine only. */
  async start(): Promise<SmtpServer> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, '127.0.0.1', resolve);
    });
    // A connection that breaks is its client's trouble.
    this.server.on('error', () => {});
    const { port } = this.server.server.address() as AddressInfo;
    return { host: '127.0.0.1', port, secure: false, allowPlain: true, auth: null, isDevelopment: true };
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  /** Newest first; of one recipient when named. */
  list(recipient?: string): KeptMail[] {
    return this.kept.filter(({ to }) => recipient === undefined || to.includes(recipient)).toReversed();
  }

  find(id: number): KeptMail | null {
    return this.kept.find((one) => one.id === id) ?? null;
  }

  private async take(stream: Readable, to: readonly string[], done: (error?: Error) => void): Promise<void> {
    try {
      await this.keep(to, await buffer(stream));
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  private async keep(to: readonly string[], source: Buffer): Promise<void> {
    const mail = await parseMime(source);
    this.kept.push({ id: (this.lastId += 1), at: new Date(), to, source, mail });
    this.bytes += source.length;
    while (this.kept.length > MOST_MAILS || (this.bytes > MOST_BYTES && this.kept.length > 1))
      this.bytes -= this.kept.shift()!.source.length;
  }
}
