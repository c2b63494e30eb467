import { parseMime, type ParsedMail } from '#mail';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as a server got it. */
export interface Delivered {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

/** A real SMTP server on loopback that refuses what it is told to refuse. */
export class TestSmtp {
  readonly mails: Delivered[] = [];
  /** The answers to the next recipients, first one first; when there is none left they are taken. */
  readonly refusals: { code: number; text: string }[] = [];

  private readonly server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, done) => {
      const refusal = this.refusals.shift();
      if (!refusal) return done();
      done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        this.mails.push({ from, to, source: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });

  async start(): Promise<string> {
    this.server.on('error', () => {});
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  to(address: string): Delivered[] {
    return this.mails.filter(({ to }) => to.includes(address));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

export const parsed = (mail: Delivered): Promise<ParsedMail> => parseMime(Buffer.from(mail.source));
