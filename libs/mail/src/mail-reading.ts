import type { AutomaticMail } from './automatic/recognise-automatic.js';
import type { DeliveryReport } from './bounce/delivery-report.js';
import type { ParsedMail } from './parsed-mail.js';

/**
 * What makes a file worth a warning before anybody opens it.
 *   executable         a program, an installer, a disk image or a shortcut
 *   script             text that something runs: .js, .vbs, .ps1, .hta, HTML and SVG with script
 *   macros             an office document with macros
 *   encrypted-archive  an archive (or document) nobody can look into, a virus scanner neither
 *   archive-bomb       an archive that unpacks to far more than it should
 *   type-mismatch      the content is not what its name or declared type says
 *   disguised-name     the sent name hid what the file is: `invoice.pdf.exe`, right-to-left override
 */
export type AttachmentFlag =
  'executable' | 'script' | 'macros' | 'encrypted-archive' | 'archive-bomb' | 'type-mismatch' | 'disguised-name';

/** An attachment that has been looked at. Nothing here was unpacked or run. */
export interface ReadAttachment {
  /** Safe to show and to offer as a download's name; never empty. Not for use as a path: files are stored by `sha256`. */
  readonly name: string;
  /** Lower case; what the sender says it is. */
  readonly declaredType: string;
  /** What its first bytes say it is; null when they say nothing (text, unknown). */
  readonly sniffedType: string | null;
  readonly flags: readonly AttachmentFlag[];
  /** Bytes. */
  readonly size: number;
  /** Of the content, lower-case hex. */
  readonly sha256: string;
  /** Without angle brackets; what `cid:` in `safeHtml` refers to. */
  readonly contentId: string | null;
  readonly inline: boolean;
  readonly content: Uint8Array;
}

/** That a mail, or a part of it, is protected. Nothing is decrypted or verified here: `signed` does not say the signature is good. */
export interface MailProtection {
  readonly by: 'smime' | 'pgp';
  /** signed-opaque: the text is inside the signature; only a mail program that knows S/MIME or PGP shows it. */
  readonly state: 'encrypted' | 'signed' | 'signed-opaque';
}

/** What a calendar part says: it is also among the attachments. */
export interface CalendarNote {
  /** REQUEST (an invitation), REPLY, CANCEL, PUBLISH ..., as sent; null when it does not say. */
  readonly method: string | null;
  readonly summary: string | null;
  /** As sent, such as `20260301T100000Z`; local times keep no zone. */
  readonly start: string | null;
  readonly location: string | null;
}

/** A mail read to the end: taken apart, cut, cleaned and judged; all that filing needs, and nothing unsafe. */
export interface MailReading extends Omit<ParsedMail, 'text' | 'html' | 'attachments' | 'reports'> {
  /** What the provider calls it; null when it has no name for it, and for a mail by itself. */
  readonly providerMessageId: string | null;
  /** The whole text; from the HTML when there is no text part; '' when there is neither. */
  readonly text: string;
  /** What this mail adds: without quoted history and signature. When in doubt, more rather than less. */
  readonly newText: string;
  readonly quoted: string;
  readonly signature: string | null;
  /** The HTML part made safe to show (see sanitiseHtml); null when there is none. */
  readonly safeHtml: string | null;
  /** Remote images in `safeHtml` that load only when asked for. */
  readonly blockedImages: number;
  /** Null: a person wrote it. */
  readonly automatic: AutomaticMail | null;
  readonly deliveryReports: readonly DeliveryReport[];
  readonly attachments: readonly ReadAttachment[];
  /** Null: neither encrypted nor signed. */
  readonly protection: MailProtection | null;
  readonly calendar: readonly CalendarNote[];
}
