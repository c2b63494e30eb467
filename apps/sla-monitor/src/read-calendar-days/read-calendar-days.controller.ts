import { Authenticated } from '#access';
import { Answers, Refuses } from '#http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CalendarStore } from '../edit-calendars/calendar.store.js';
import { calendarDays } from './calendar-days.js';
import {
  calendarDaysQuery,
  calendarDaysView,
  type CalendarDaysQuery,
  type CalendarDaysView,
} from './read-calendar-days.body.js';

@ApiTags('sla')
@Controller('sla/calendars')
export class ReadCalendarDaysController {
  constructor(private readonly calendars: CalendarStore) {}

  /**
   * When a calendar is open, day by day: its hours, holidays and other hours on single days as they fall in a period, the holidays
   * of its countries included.
   */
  @Get(':code/days')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, calendarDaysView)
  @Refuses(404, 'calendar.not-found')
  async days(
    @Param('code') code: string,
    @Query({ schema: calendarDaysQuery }) { from, to }: CalendarDaysQuery,
  ): Promise<CalendarDaysView> {
    const { spec, version } = await this.calendars.saved(code);
    return { timezone: spec.timezone, version, days: calendarDays(spec, from, to) };
  }
}
