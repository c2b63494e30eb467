import type { RecipientFields } from './structured-reports.js';

interface Bounced {
  readonly emailAddress?: unknown;
  readonly action?: unknown;
  readonly status?: unknown;
  readonly diagnosticCode?: unknown;
}

/** A bounce that Amazon SNS sends as a mail: JSON instead of words, the notification inside as JSON again. [] when it is none. */
export function wrappedNotification(text: string, most: number): readonly RecipientFields[] {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || start > 200 || end < start || !text.includes('bouncedRecipients')) return [];
  // Mail programs broke long lines inside the strings.
  const outer = parse(text.slice(start, end + 1)) ?? parse(text.slice(start, end + 1).replaceAll(/\r?\n ?/g, ''));
  const message = typeof outer?.['Message'] === 'string' ? parse(outer['Message']) : outer;
  const bounce = message?.['bounce'] as { bouncedRecipients?: unknown } | undefined;
  const bounced = Array.isArray(bounce?.bouncedRecipients) ? (bounce.bouncedRecipients as Bounced[]) : [];
  return bounced.slice(0, most).map(({ emailAddress, action, status, diagnosticCode }) => ({
    recipient: typeof emailAddress === 'string' ? emailAddress : null,
    original: null,
    action: action === 'delayed' || action === 'delivered' ? action : 'failed',
    status: typeof status === 'string' && /^[245]\.\d{1,3}\.\d{1,3}$/.test(status) ? status : '',
    diagnostic: typeof diagnosticCode === 'string' ? diagnosticCode.replace(/^smtp;\s*/i, '') : '',
  }));
}

function parse(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
