import { parseMime, type ParsedMail } from '#mail';
import { eventually } from '#testing';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

interface Delivered {
  readonly to: readonly string[];
  readonly mail: ParsedMail;
}

/** The mail server of the rest of the world: a real one, which keeps what it gets. */
export class MailServer {
  private readonly delivered: Delivered[] = [];
  private readonly server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, { envelope }, done) =>
      void this.take(
        stream,
        envelope.rcptTo.map(({ address }) => address),
        done,
      ),
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async take(stream: Readable, to: readonly string[], done: () => void): Promise<void> {
    this.delivered.push({ to, mail: await parseMime(await buffer(stream)) });
    done();
  }

  to(address: string): ParsedMail[] {
    return this.delivered.filter(({ to }) => to.includes(address)).map(({ mail }) => mail);
  }

  /** Waits for the nth mail (from 1) to an address. */
  nth(address: string, count: number): Promise<ParsedMail> {
    return eventually(
      () => {
        const mail = this.to(address)[count - 1];
        if (mail) return mail;
        throw new Error(`${address} has ${this.to(address).length} mails, not ${count}.`);
      },
      { withinMs: 20_000 },
    );
  }
}
