import type { MailFormat } from '#mail';
import type { Provider } from './mail-channels.js';

/** A mail as somebody brought it, before anybody has looked inside. */
export interface ArrivedMail {
  readonly id: string;
  readonly provider: Provider;
  readonly channelId: string | null;
  /** Who brought it: `channel:<id>` or `api-key:<id>`. */
  readonly receivedBy: string;
  readonly format: MailFormat;
  readonly contentType: string;
  readonly source: Buffer;
  /** SHA-256. */
  readonly sourceHash: Buffer;
  /** What was said beside it: `{ sender?, recipients? }`. */
  readonly envelope: { readonly sender?: string; readonly recipients?: readonly string[] };
  readonly correlationId: string;
  /** Counts once, ever: with another mail it is refused. Null: the request has none. */
  readonly token: string | null;
}

/** `seen`: how often this very mail has come. Null: its token came with another mail. */
export type StoredMail = { readonly id: string; readonly seen: number } | null;
