import { calendarOf, roundTheClock, type Calendar, type CalendarSpec } from '#domain';
import { Database } from '../database.js';
import { unseen, type Statement } from '../sql.js';
import { readRows, type Reader } from './reader.js';

/** A version never changes, and working one out takes a while: once for each database, when it is first asked for. */
const known = new WeakMap<object, Map<number, () => Calendar>>();

/** The calendars of these versions (null: round the clock), to be asked for by their version. */
export async function calendarsOf(
  reader: Reader,
  versions: Iterable<number | null>,
): Promise<(version: number | null) => Calendar> {
  const dataSource = reader instanceof Database ? reader.dataSource : reader.connection;
  let calendars = known.get(dataSource);
  if (!calendars) known.set(dataSource, (calendars = new Map()));
  const missing = new Set<number>();
  for (const version of versions) if (version !== null && !calendars.has(version)) missing.add(version);
  if (missing.size > 0) {
    const rows = await readRows<{ id: number; spec: CalendarSpec }>(reader, readVersions, [[...missing]]);
    for (const { id, spec } of rows)
      calendars.set(
        id,
        once(() => calendarOf(spec)),
      );
  }
  return (version) => (version === null ? roundTheClock : (calendars.get(version) ?? gone(version))());
}

function once(make: () => Calendar): () => Calendar {
  let made: Calendar | undefined;
  return () => (made ??= make());
}

const gone = (version: number): never => {
  throw new Error(`Version ${version} of a calendar is gone, though versions are never deleted.`);
};

const readVersions: Statement = {
  name: 'calendar-versions',
  text: `SELECT id, spec FROM calendar_version WHERE id = ANY (ARRAY(SELECT unnest(${unseen('$1::integer[]')})))`,
};
