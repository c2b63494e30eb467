/** How much of one mail is taken in. What is over is left out and told in the mail's `problems`; the raw source has it all. */
export interface MailLimits {
  /** Bytes of the source. */
  readonly sourceBytes: number;
  /** Parts of the mail, multiparts counted. */
  readonly parts: number;
  /** Multiparts inside multiparts. */
  readonly depth: number;
  /** Header fields of the mail itself. */
  readonly headers: number;
  /** Characters of one header field. */
  readonly headerLength: number;
  /** Bytes of all header fields of one part. */
  readonly headBytes: number;
  /** Characters of the text, and of the HTML. */
  readonly textLength: number;
  /** Bytes of one attachment, decoded. */
  readonly attachmentBytes: number;
  /** Bytes of all attachments together, decoded. */
  readonly attachmentsBytes: number;
}

export const defaultMailLimits: MailLimits = {
  sourceBytes: 78_643_200,
  parts: 500,
  depth: 50,
  headers: 1000,
  headerLength: 32_768,
  headBytes: 1_048_576,
  textLength: 1_000_000,
  attachmentBytes: 26_214_400,
  attachmentsBytes: 52_428_800,
};
