import { randomUUID } from 'node:crypto';
import { eventually } from '#testing';

/** A customer's mailbox: what he writes comes to us by the webhook of a mail provider, what we write is in `/dev/mailbox`. */
export class Mailbox {
  constructor(
    private readonly url: string,
    private readonly key: string,
    readonly name: string,
    readonly address: string,
  ) {}

  writes(subject: string, text: string): Promise<void> {
    return this.sends({ subject }, 'text/plain; charset=utf-8', text);
  }

  /** A mail of any kind; what is not ASCII in its head must be encoded already. */
  async sends(
    { subject, from = `${this.name} <${this.address}>` }: { readonly subject: string; readonly from?: string },
    contentType: string,
    body: string,
  ): Promise<void> {
    const lines = [
      `From: ${from}`,
      'To: Support <support@tierline.test>',
      `Subject: ${subject}`,
      `Message-ID: <${randomUUID()}@customer.example>`,
      `Date: ${new Date().toUTCString()}`,
      'MIME-Version: 1.0',
      `Content-Type: ${contentType}`,
      '',
      body,
      '',
    ];
    const answer = await fetch(`${this.url}/api/v1/inbound/email/raw`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${this.key}` },
      body: lines.join('\r\n'),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }

  /** Waits for a mail to this customer that says this. */
  async receives(text: string): Promise<void> {
    await eventually(
      async () => {
        const list = await this.page(`?to=${encodeURIComponent(this.address)}`);
        const ids = [...list.matchAll(/\/dev\/mailbox\/(\d+)"/g)].map(([, id]) => id!);
        const mails = await Promise.all([...new Set(ids)].map((id) => this.page(`/${id}`)));
        if (mails.some((mail) => mail.includes(text))) return;
        throw new Error(`None of ${mails.length} mails to ${this.address} says "${text}".`);
      },
      { withinMs: 20_000 },
    );
  }

  private async page(path: string): Promise<string> {
    return (await fetch(`${this.url}/dev/mailbox${path}`)).text();
  }
}
