/** A mail as it came, leased to whoever files it. */
export interface TakenMail {
  readonly id: string;
  readonly provider: string;
  readonly format: 'mime' | 'sendgrid' | 'mailgun' | 'postmark' | 'ses';
  readonly contentType: string;
  readonly source: Buffer;
  readonly sourceHash: Buffer;
  readonly envelope: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
  readonly receivedAt: Date;
  /** Times it was taken, this one included. */
  readonly attempts: number;
  /** What the last try failed with. */
  readonly failure: string | null;
  /** Somebody looked at it and wants it filed, whatever it looks like. */
  readonly forced: boolean;
  /** The ticket it has already, as a mail that could not be read before. */
  readonly ticketId: string | null;
}
