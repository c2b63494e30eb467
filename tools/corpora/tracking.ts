import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isTrackingProvider,
  readDeliveryEvents,
  verifyDeliveryEvents,
  type DeliveryEvent,
  type EventCredentials,
  type EventRequest,
} from '#mail';
import type { CorpusResult } from './corpus-set.js';

interface Row {
  readonly source_test: string;
  readonly path: string;
  readonly content_type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly response_status: number;
  readonly events: readonly Readonly<Record<string, unknown>>[] | null;
  readonly esp: string;
}

/** Event requests of providers: one expectation for the answer (taken or refused), one for the events and all their fields. */
export async function runTracking(folder: string): Promise<CorpusResult> {
  const { records } = JSON.parse(await readFile(join(folder, 'tracking.json'), 'utf8')) as { records: Row[] };
  const misses: string[] = [];
  let right = 0;
  let of = 0;
  for (const row of records) {
    of += 1;
    const status = answer(row);
    const holds = status >= 200 && status < 300 === row.response_status < 300;
    if (holds) right += 1;
    else misses.push(`tracking ${row.esp} ${row.source_test}: expected ${row.response_status}, came ${status}`);
    if (row.response_status >= 300 || row.events === null || row.events.length === 0) continue;
    of += 1;
    const wrong = differences(row, eventsOf(row));
    if (wrong.length === 0) right += 1;
    else misses.push(`tracking ${row.esp} ${row.source_test}: ${wrong.join('; ').slice(0, 600)}`);
  }
  return { right, of, note: `events of ${new Set(records.map(({ esp }) => esp)).size} providers`, misses };
}

function answer(row: Row): number {
  if (!isTrackingProvider(row.esp)) return 404;
  const credentials = credentialsOf(row);
  const request = requestOf(row);
  const at = Number(row.headers['svix-timestamp'] ?? NaN);
  const now = Number.isFinite(at) ? new Date(at * 1000) : new Date();
  const isOpen = !credentials.basicAuth?.length && !credentials.signingKeys?.length;
  // The recorder left the keys of some requests out: then only what they tell can be compared.
  if (!isOpen && verifyDeliveryEvents(row.esp, request, credentials, now) !== null) return 401;
  try {
    readDeliveryEvents(row.esp, request);
    return 200;
  } catch {
    return 400;
  }
}

function eventsOf(row: Row): DeliveryEvent[] {
  try {
    return isTrackingProvider(row.esp) ? readDeliveryEvents(row.esp, requestOf(row)) : [];
  } catch {
    return [];
  }
}

const requestOf = (row: Row): EventRequest => ({
  headers: row.headers,
  contentType: row.content_type,
  body: Buffer.from(row.body),
  url: row.path,
});

/** `ANYMAIL_MAILGUN_WEBHOOK_SIGNING_KEY`, or the same inside `ANYMAIL`. */
function credentialsOf({ settings, esp }: Row): EventCredentials {
  const inner = (settings['ANYMAIL'] ?? {}) as Record<string, unknown>;
  const all = Object.entries({ ...inner, ...settings }).map(
    ([name, value]) => [name.replace(/^ANYMAIL_/, ''), value] as const,
  );
  const basic = all.filter(([name]) => name === 'WEBHOOK_SECRET').flatMap(([, value]) => value as string | string[]);
  const prefix = esp.toUpperCase();
  const keys = all.filter(
    ([name, value]) => name.startsWith(prefix) && /KEY|SIGNING_SECRET/.test(name) && typeof value === 'string',
  );
  return { basicAuth: basic, signingKeys: keys.map(([, value]) => value as string) };
}

function differences({ events }: Row, got: readonly DeliveryEvent[]): string[] {
  if (events!.length !== got.length) return [`expected ${events!.length} events, came ${got.length}`];
  return events!.flatMap((want, index) => {
    const have = got[index]!;
    const pairs: readonly [string, unknown, unknown][] = [
      ['event_type', want['event_type'], have.eventType],
      ['timestamp', instant(want['timestamp']), instant(have.timestamp?.toISOString())],
      ['event_id', want['event_id'], have.eventId],
      ['message_id', want['message_id'], have.messageId],
      ['recipient', want['recipient'], have.recipient],
      ['reject_reason', want['reject_reason'], have.rejectReason],
      ['description', want['description'], have.description],
      ['mta_response', want['mta_response'], have.mtaResponse],
      ['tags', want['tags'], have.tags],
      ['metadata', want['metadata'], have.metadata],
      ['click_url', want['click_url'], have.clickUrl],
      ['user_agent', want['user_agent'], have.userAgent],
    ];
    return pairs
      .map(([field, left, right]) => [field, comparable(left), comparable(right)] as const)
      .filter(([, left, right]) => left !== right)
      .map(([field, left, right]) => `${field}: expected ${left}, came ${right}`);
  });
}

/** To the millisecond: what some providers give beyond that is cut off. */
const instant = (value: unknown): number | null => (typeof value === 'string' ? new Date(value).getTime() : null);

/** Nothing is nothing, however it is written; lists are flat; keys are in order. */
function comparable(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (Array.isArray(value)) {
    const flat = (value as unknown[]).flat(3).filter((one) => one !== null && one !== '');
    return flat.length === 0 ? 'nothing' : flat.map(String).join(', ');
  }
  if (typeof value !== 'object') return String(value as string | number | boolean);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? 'nothing' : JSON.stringify(entries);
}
