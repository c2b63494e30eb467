import { Database, run, type Statement, type Tx } from '#database';
import { DomainError, type CalendarSpec } from '#domain';
import { Injectable } from '@nestjs/common';

const CODE = /^[a-z0-9][a-z0-9-]{0,62}$/;
export const isCalendarCode = (code: string): boolean => CODE.test(code);

export const noSuchCalendar = (code: string): DomainError =>
  new DomainError('not-found', 'calendar.not-found', `There is no calendar ${code}.`);

/** A calendar as it was given: without the days that the holidays of its countries came to. */
export interface CalendarView {
  readonly code: string;
  readonly name: string;
  readonly version: number;
  readonly calendar: CalendarSpec;
  readonly updatedAt: Date;
}

/** A calendar as it is kept. */
export interface SavedCalendar {
  readonly name: string;
  readonly spec: CalendarSpec;
}
export interface KeptCalendar extends SavedCalendar {
  readonly version: number;
}

/** Calendars and their versions. The only one who writes them. */
@Injectable()
export class CalendarStore {
  constructor(private readonly database: Database) {}

  /** All of them, by code. */
  list(): Promise<CalendarView[]> {
    return this.database.read<CalendarView>(list);
  }

  async read(code: string): Promise<CalendarView | null> {
    const [calendar] = isCalendarCode(code) ? await this.database.read<CalendarView>(read, [code]) : [];
    return calendar ?? null;
  }

  /** One with all its days; nobody else changes it until the transaction ends when there is one. Refuses when there is none. */
  async saved(code: string, tx?: Tx): Promise<KeptCalendar> {
    const [found] = !isCalendarCode(code)
      ? []
      : tx
        ? await run<KeptCalendar>(tx, lock, [code])
        : await this.database.read<KeptCalendar>(saved, [code]);
    if (!found) throw noSuchCalendar(code);
    return found;
  }

  /** The version that counts now; null when there is no such calendar. */
  async versionOf(code: string, tx: Tx): Promise<number | null> {
    return (await run<{ version: number }>(tx, version, [code]))[0]?.version ?? null;
  }

  /** Whether these are its hours already. */
  async isSame(code: string, calendar: CalendarSpec): Promise<boolean> {
    return (await this.database.read(same, [code, JSON.stringify(calendar)])).length > 0;
  }

  /** Makes or replaces one, for `SaveCalendar` alone. Days of countries have been worked out. */
  async write(code: string, name: string, calendar: CalendarSpec, tx?: Tx): Promise<CalendarView> {
    const values = [code, name, JSON.stringify(calendar)];
    const [written] = tx
      ? await run<CalendarView>(tx, write, values)
      : await this.database.read<CalendarView>(write, values);
    return written!;
  }
}

const select = `SELECT calendar.code, calendar.name, calendar.version, calendar_version.spec - 'workedOut' AS calendar,
  calendar.updated_at AS "updatedAt" FROM calendar JOIN calendar_version ON calendar_version.id = calendar.version`;
const list: Statement = { name: 'calendar-list', text: `${select} ORDER BY calendar.code` };
const read: Statement = { name: 'calendar-read', text: `${select} WHERE calendar.code = $1` };
/* The same hours again are the same version: a new name alone changes no promise. */
const write: Statement = {
  name: 'calendar-write',
  text: `WITH same AS (
      SELECT version FROM calendar JOIN calendar_version ON id = version WHERE code = $1 AND spec = $3::jsonb
    ), made AS (
      INSERT INTO calendar_version (spec) SELECT $3::jsonb WHERE NOT EXISTS (SELECT FROM same) RETURNING id
    )
    INSERT INTO calendar (code, name, version) SELECT $1, $2, version FROM (SELECT version FROM same UNION ALL SELECT id FROM made) one
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, version = excluded.version, updated_at = now()
    RETURNING code, name, version, $3::jsonb - 'workedOut' AS calendar, updated_at AS "updatedAt"`,
};
const same: Statement = {
  name: 'calendar-same',
  text: 'SELECT FROM calendar JOIN calendar_version ON id = version WHERE code = $1 AND spec = $2::jsonb',
};
const version: Statement = { name: 'calendar-version-of', text: 'SELECT version FROM calendar WHERE code = $1' };
const saved: Statement = {
  name: 'calendar-saved',
  text: `SELECT calendar.name, calendar.version, calendar_version.spec FROM calendar
    JOIN calendar_version ON calendar_version.id = calendar.version WHERE calendar.code = $1`,
};
const lock: Statement = { name: 'calendar-lock', text: `${saved.text} FOR UPDATE OF calendar` };
