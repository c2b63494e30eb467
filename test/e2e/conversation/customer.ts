import type { ParsedMail } from '#mail';
import { randomUUID } from 'node:crypto';

/** Somebody with a mail program, whose provider brings what he writes to the raw endpoint. */
export class Customer {
  /** The last mail, as it was sent. */
  lastSent = '';

  constructor(
    private readonly url: string,
    private readonly key: string,
    readonly address: string,
  ) {}

  write(subject: string, text: string, headers: readonly string[] = []): Promise<void> {
    return this.send([
      `From: Ann <${this.address}>`,
      'To: Help <help@company.example>',
      `Subject: ${subject}`,
      `Message-ID: <${randomUUID()}@customer.example>`,
      `Date: ${new Date().toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      ...headers,
      '',
      text,
      '',
    ]);
  }

  /** Answers a mail as mail programs do: below what is new, what is answered. */
  answer(mail: ParsedMail, text: string): Promise<void> {
    const quoted = (mail.text ?? '').split('\n').map((line) => `> ${line}`);
    return this.write(
      `Re: ${mail.subject}`,
      [text, '', `On Mon, 2 Mar 2026 at 10:00, ${mail.from!.name} <${mail.from!.address}> wrote:`, ...quoted].join(
        '\r\n',
      ),
      [`In-Reply-To: ${mail.messageId}`, `References: ${[...mail.references, mail.messageId].join(' ')}`],
    );
  }

  /** Brings the last mail again, as providers do that have not seen the answer. */
  repeat(): Promise<void> {
    return this.bring(this.lastSent);
  }

  private send(lines: readonly string[]): Promise<void> {
    this.lastSent = lines.join('\r\n');
    return this.bring(this.lastSent);
  }

  private async bring(source: string): Promise<void> {
    const answer = await fetch(`${this.url}/api/v1/inbound/email/raw`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${this.key}` },
      body: source,
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }
}
