import { MailReader, type MailEnvelope, type MailReading } from '#mail';
import type { ReadsMail } from './file-mail.loop.js';
import type { TakenMail } from './taken-mail.js';

/** Reads mails in threads of their own. */
export class ThreadReader implements ReadsMail {
  private readonly reader: MailReader;

  constructor(
    threads: number | undefined,
    private readonly trustedServers: readonly string[],
  ) {
    this.reader = new MailReader(threads === undefined ? {} : { threads });
  }

  read({ format, contentType, source, envelope }: TakenMail): Promise<MailReading> {
    return this.reader.read({
      format,
      contentType,
      body: source,
      envelope: envelope as MailEnvelope,
      trustedServers: this.trustedServers,
    });
  }

  close(): Promise<void> {
    return this.reader.close();
  }
}
