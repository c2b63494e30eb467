import type { TemplateKind } from '../notification-kinds.js';
import type { WhyLeftOut } from '../send-mail/choose-files.js';

/** Everything that is written in one language. */
export interface Texts {
  /** ISO 639: `en`. */
  readonly language: string;
  /** In place of a subject that must not be repeated. */
  readonly yourRequest: string;
  /** How somebody without a name is addressed; '' for not at all. */
  readonly somebody: string;
  /** Of files that are not in a mail: a line before them, why each is not, and a line behind them. */
  readonly leftOut: Readonly<Record<WhyLeftOut | 'before' | 'after', string>>;
  /** With placeholders such as `{{number}}`. */
  readonly bodies: Readonly<Record<TemplateKind, string>>;
}
