import { codesIn } from './codes.js';
import type { RecipientFields } from './structured-reports.js';

type Json = Readonly<Record<string, unknown>>;

/**
 * A notification that Amazon SNS sends as a mail: JSON instead of words, the notification inside as JSON again.
 * The recipients of its bounce or of its delivery; [] when it is none.
 */
export function wrappedNotification(text: string, most: number): readonly RecipientFields[] {
  if (!text.includes('bouncedRecipients') && !text.includes('smtpResponse')) return [];
  const message = notificationIn(text);
  const delivery = record(message['delivery']);
  const response = words(delivery['smtpResponse']);
  const delivered = list(delivery['recipients']).map((address) => ({
    recipient: words(address) || null,
    original: null,
    action: 'delivered' as const,
    status: /\b2\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? '',
    diagnostic: response,
  }));
  const bounced = list(record(message['bounce'])['bouncedRecipients'])
    .map(record)
    .map(({ emailAddress, action, status, diagnosticCode }) => ({
      recipient: words(emailAddress) || null,
      original: null,
      action: action === 'delayed' ? ('delayed' as const) : ('failed' as const),
      status: /^[245]\.\d{1,3}\.\d{1,3}$/.exec(words(status))?.[0] ?? codesIn(words(diagnosticCode)).status,
      diagnostic: words(diagnosticCode).replace(/^smtp;\s*/i, ''),
    }));
  return [...bounced, ...delivered].slice(0, most);
}

/** Who complained, of such a notification. */
export function wrappedComplaints(text: string, most: number): readonly string[] {
  if (!text.includes('complainedRecipients')) return [];
  return list(record(notificationIn(text)['complaint'])['complainedRecipients'])
    .map((one) => words(record(one)['emailAddress']))
    .filter((address) => address !== '')
    .slice(0, most);
}

function notificationIn(text: string): Json {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || start > 200 || end < start) return {};
  const json = text.slice(start, end + 1);
  // Mail programs broke long lines inside the strings.
  const outer = parse(json) ?? parse(json.replaceAll(/\r?\n ?/g, '')) ?? {};
  return typeof outer['Message'] === 'string' ? (parse(outer['Message']) ?? {}) : outer;
}

function parse(json: string): Json | null {
  try {
    return record(JSON.parse(json));
  } catch {
    return null;
  }
}

const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
