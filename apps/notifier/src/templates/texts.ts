import type { TemplateKind } from '../notification-kinds.js';

/** Everything that is written in one language. */
export interface Texts {
  /** ISO 639: `en`. */
  readonly language: string;
  /** In place of a subject that must not be repeated. */
  readonly yourRequest: string;
  /** How somebody without a name is addressed; '' for not at all. */
  readonly somebody: string;
  /** With placeholders such as `{{number}}`. */
  readonly bodies: Readonly<Record<TemplateKind, string>>;
}
