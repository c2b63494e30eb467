import type { MailAddress } from '#mail';

/** How mail leaves; the environment decides. */
export abstract class MailSettings {
  /** Null: nobody said, so mail waits. */
  abstract readonly smtp: SmtpServer | null;
  /** The sender of what belongs to no mailbox, while none is the default. */
  abstract readonly from: MailAddress | null;
  /** Right of the `@` of Message-IDs; null: the sender's domain. */
  abstract readonly domain: string | null;
  /** All files of one mail, in bytes. */
  abstract readonly filesMaxBytes: number;
}

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else it is asked for, and without it nothing is sent unless `allowPlain`. */
  readonly secure: boolean;
  readonly allowPlain: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  /** Keeps what it gets instead of passing it on. */
  readonly isDevelopment: boolean;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
