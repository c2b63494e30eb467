import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { SmtpServer } from '../mail-settings.js';

/** Connections to the server. */
export const MOST_CONNECTIONS = 5;

/** All of an attempt, its wait for a connection included. Well below the lease. */
const ATTEMPT_MS = 45_000;

/** Hands mails to a server. Gives what it said; rejects with nodemailer's error. */
export abstract class MailSender {
  abstract send(message: SendMailOptions): Promise<string>;
}

/** By SMTP, over a few connections that stay open. */
export class SmtpSender extends MailSender implements OnApplicationShutdown {
  private readonly transport;

  constructor({ host, port, secure, allowPlain, auth, isDevelopment }: SmtpServer) {
    super();
    this.transport = createTransport({
      pool: true,
      host,
      port,
      secure,
      requireTLS: !secure && !allowPlain,
      ignoreTLS: isDevelopment,
      ...(auth && { auth: { ...auth } }),
      maxConnections: MOST_CONNECTIONS,
      // A mail whose connection breaks is tried again by its row, not behind our back.
      maxRequeues: 0,
      dnsTimeout: 10_000,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 30_000,
    });
  }

  async send(message: SendMailOptions): Promise<string> {
    const { response } = await this.transport.sendMail({ ...message, signal: AbortSignal.timeout(ATTEMPT_MS) });
    return response;
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}

/** For whoever has no server: the loop does not ask it. */
class NoSender extends MailSender {
  send(): Promise<string> {
    return Promise.reject(new Error('SMTP_URL is not set.'));
  }
}

export const senderFor = (server: SmtpServer | null): MailSender => (server ? new SmtpSender(server) : new NoSender());
