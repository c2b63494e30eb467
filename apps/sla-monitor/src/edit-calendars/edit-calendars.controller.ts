import { actorOf, Authenticated, CurrentCaller, type Caller } from '#access';
import { Database, run, type Statement } from '#database';
import { DomainError } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Holidays } from '../holidays/holidays.js';
import { PolicyStore } from '../edit-policies/policy.store.js';
import { calendarToSave, expectCode, type CalendarToSave } from './calendar.body.js';
import { CalendarStore, isCalendarCode, noSuchCalendar, type CalendarView } from './calendar.store.js';
import { calendarView, savedCalendarView } from './calendar.view.js';
import { SaveCalendar, type CalendarSaved } from './save-calendar.handler.js';

/** When time counts. Policies name a calendar by its code; without one time counts round the clock. */
@ApiTags('sla')
@Controller('sla/calendars')
export class EditCalendarsController {
  constructor(
    private readonly database: Database,
    private readonly calendars: CalendarStore,
    private readonly policies: PolicyStore,
    private readonly saveCalendar: SaveCalendar,
    private readonly holidays: Holidays,
  ) {}

  /** All calendars, by code. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, z.object({ items: z.array(calendarView) }))
  async list(): Promise<{ items: CalendarView[] }> {
    return { items: await this.calendars.list() };
  }

  /** One calendar. */
  @Get(':code')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, calendarView)
  @Refuses(404, 'calendar.not-found')
  async read(@Param('code') code: string): Promise<CalendarView> {
    const calendar = await this.calendars.read(code);
    if (!calendar) throw noSuchCalendar(code);
    return calendar;
  }

  /**
   * Makes a calendar or replaces it. Other hours count from now on for every clock whose policy names it, with what it has used
   * by the old ones; clocks are brought along in the background: `GET /sla/changes/{changeId}`. Look first at what that will be:
   * `POST /sla/calendars/{code}/preview`. The holidays of countries (`holidaysOf`) are worked out now and kept.
   */
  @Put(':code')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, savedCalendarView)
  @Refuses(400, 'calendar.invalid-code', 'calendar.invalid')
  @Refuses(409, 'calendar.stale-version')
  @Refuses(422, 'policy.impossible')
  async write(
    @Param('code') code: string,
    @Body({ schema: calendarToSave }) { name, calendar, expectedVersion }: CalendarToSave,
    @CurrentCaller() caller: Caller,
  ): Promise<CalendarSaved> {
    expectCode(code);
    const spec = await this.holidays.workOut(calendar);
    return this.saveCalendar.handle(code, actorOf(caller), () => Promise.resolve({ name, spec }), expectedVersion);
  }

  /** Takes a calendar away. Refused while a policy or an overflow rule names it. */
  @Delete(':code')
  @Authenticated({ roles: ['admin'] })
  @Answers(204)
  @Refuses(404, 'calendar.not-found')
  @Refuses(409, 'calendar.in-use')
  async remove(@Param('code') code: string): Promise<void> {
    if (isCalendarCode(code) && (await this.isRemoved(code))) return;
    await this.read(code);
    const detail = `Policies or overflow rules go by ${code}: give them another one first.`;
    throw new DomainError('conflict', 'calendar.in-use', detail);
  }

  private isRemoved(code: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await this.policies.lock(tx);
      return (await run(tx, remove, [code])).length > 0;
    });
  }
}

const remove: Statement = {
  name: 'calendar-remove',
  text: `DELETE FROM calendar WHERE code = $1 AND NOT EXISTS (
      SELECT FROM sla_policy_version WHERE calendar = $1 AND until IS NULL
    ) AND NOT EXISTS (SELECT FROM overflow_rule WHERE calendar = $1) RETURNING code`,
};
