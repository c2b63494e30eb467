import { addressIn, field, fieldGroups } from './report-fields.js';

/** A complaint (RFC 5965): the kind of it, and the recipients it is about, [null] when the report hides them. */
export interface Feedback {
  readonly type: string;
  readonly recipients: readonly (string | null)[];
}

const RECIPIENT_FIELDS = ['original-rcpt-to', 'removal-recipient', 'redacted-address'];

/** Reads the fields of a message/feedback-report; null when there are none. */
export function readFeedback(text: string, most: number): Feedback | null {
  const groups = fieldGroups(text, 20);
  const group = groups.find((one) => one.has('feedback-type'));
  if (!group) return null;
  const recipients = RECIPIENT_FIELDS.flatMap((name) => groups.flatMap((one) => one.get(name) ?? []))
    .map(addressIn)
    .filter((address) => address !== null);
  return {
    type: field(group, 'feedback-type').toLowerCase().slice(0, 60) || 'abuse',
    recipients: recipients.length > 0 ? [...new Set(recipients)].slice(0, most) : [null],
  };
}
