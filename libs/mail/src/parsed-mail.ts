/** One address of a header. `address` is trimmed and kept in the case it was written; compare in lower case. */
export interface MailAddress {
  readonly address: string;
  /** Decoded; null when there is none. */
  readonly name: string | null;
}

/** A part of a mail that is not its body, as it was sent: nothing about it can be trusted. */
export interface ParsedAttachment {
  readonly name: string | null;
  /** Lower case, without parameters; what the sender says it is. */
  readonly contentType: string;
  /** Without angle brackets; what `cid:` in the HTML refers to. */
  readonly contentId: string | null;
  readonly inline: boolean;
  readonly content: Uint8Array;
}

/** What a service in front of us found out about the sender's domain. Null: it did not say. */
export interface MailAuthentication {
  readonly spf: 'pass' | 'fail' | null;
  /** Whom SPF speaks for, the sender on the wire, as whoever looked says: an address, or a domain. Null: he does not say. */
  readonly mailFrom: string | null;
  readonly dkim: 'pass' | 'fail' | null;
  readonly dmarc: 'pass' | 'fail' | null;
}

/** A mail taken apart: decoded, but judged in no way. Every provider's format becomes this. */
export interface ParsedMail {
  /** With angle brackets, as sent; null when there is none. */
  readonly messageId: string | null;
  /** Message ids with angle brackets, in the order of the header. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly from: MailAddress | null;
  readonly replyTo: readonly MailAddress[];
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  /** Whom the mail was for on the wire, as far as the provider says; headers such as Delivered-To count. Without duplicates. */
  readonly recipients: readonly string[];
  /** Who sent it on the wire: '' is the null sender of bounces; null when nobody says. */
  readonly returnPath: string | null;
  readonly subject: string;
  readonly date: Date | null;
  /** The text part; null when there is none. */
  readonly text: string | null;
  /** The HTML part as sent, NOT safe to show; null when there is none. */
  readonly html: string | null;
  /** Lower-case names; values decoded, in their order. Names such as `__proto__` are harmless in a Map. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** The top content type, lower case, with the parameters that matter (`report-type`, `smime-type`, `protocol`). */
  readonly contentType: { readonly value: string; readonly params: ReadonlyMap<string, string> };
  readonly attachments: readonly ParsedAttachment[];
  /** Parts of type message/delivery-status, message/feedback-report and text/rfc822-headers or message/rfc822 in a report, as text. */
  readonly reports: readonly { readonly contentType: string; readonly text: string }[];
  readonly authentication: MailAuthentication;
  /** The provider's own verdicts, where it gives them. */
  readonly spam: boolean | null;
  readonly virus: boolean | null;
  /** What could not be read or was left out, in words for people: "More than 100 parts: the rest is only in the raw source." */
  readonly problems: readonly string[];
}
