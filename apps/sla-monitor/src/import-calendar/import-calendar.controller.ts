import { actorOf, Authenticated, CurrentCaller, type Caller } from '#access';
import { Answers, Bytes, Refuses, TakesBytes, type SentBytes } from '#http';
import { Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { importQuery, importView, type ImportQuery, type ImportView } from './import-calendar.body.js';
import { ImportCalendarHandler } from './import-calendar.handler.js';

const MOST_BYTES = 1_000_000;

@ApiTags('sla')
@Controller('sla/calendars')
export class ImportCalendarController {
  constructor(private readonly handler: ImportCalendarHandler) {}

  /**
   * Takes holidays from an iCalendar file. The body is the .ics file as it is, in UTF-8, at most 1 MB. The days that its all-day
   * events take, however these repeat, become `holidays` of the calendar with the names they have; from the year before this
   * one for 30 years on. Events with a time of day are skipped, and said. Without `apply=true` nothing is changed: the answer says what would be.
   */
  @Post(':code/import')
  @HttpCode(200)
  @Authenticated({ roles: ['admin'] })
  @TakesBytes({ maxBytes: MOST_BYTES, types: ['text/calendar', 'text/plain', 'application/octet-stream', ''] })
  @Answers(200, importView)
  @Refuses(400, 'calendar.not-icalendar', 'calendar.invalid')
  @Refuses(404, 'calendar.not-found')
  @Refuses(422, 'calendar.always-open', 'calendar.too-much', 'policy.impossible')
  import(
    @Param('code') code: string,
    @Query({ schema: importQuery }) { apply }: ImportQuery,
    @Bytes() { bytes }: SentBytes,
    @CurrentCaller() caller: Caller,
  ): Promise<ImportView> {
    return this.handler.handle(code, bytes, apply ? actorOf(caller) : null);
  }
}
