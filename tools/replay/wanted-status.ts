import type { LogRow } from './incident.js';

/** What a line's status asks of the ticket. */
export type Wanted =
  | 'wait-in-queue'
  | 'be-worked-on'
  | 'be-assigned'
  | 'wait-for-customer'
  | 'wait-for-implementation'
  | 'wait'
  | 'be-resolved'
  | 'be-closed';

/** Null for a status that is not known: the line then says no more than where the incident was. */
export function wantedBy({ status, subStatus }: Pick<LogRow, 'status' | 'subStatus'>): Wanted | null {
  const main = plain(status);
  const sub = plain(subStatus);
  if (main === 'queued') return 'wait-in-queue';
  return bySubStatus(sub) ?? bySubStatus(main);
}

function bySubStatus(text: string): Wanted | null {
  if (/^wait - (user|customer)$/.test(text)) return 'wait-for-customer';
  if (text === 'wait - implementation') return 'wait-for-implementation';
  if (/^wait\b/.test(text)) return 'wait';
  return statuses.get(text) ?? null;
}

const statuses = new Map<string, Wanted>(
  Object.entries({
    queued: 'wait-in-queue',
    'awaiting assignment': 'wait-in-queue',
    'in progress': 'be-worked-on',
    assigned: 'be-assigned',
    resolved: 'be-resolved',
    'in call': 'be-resolved',
    closed: 'be-closed',
    cancelled: 'be-closed',
    canceled: 'be-closed',
  } as const),
);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\s*-\s*/g, ' - ')
    .replaceAll(/\s+/g, ' ')
    .trim();
