import { AccessModule } from '#access';
import { Module } from '@nestjs/common';
import { ApplyEventsConsumer } from './apply-events/apply-events.consumer.js';
import { ApplyEventsHandler } from './apply-events/apply-events.handler.js';
import { ClockStore } from './clocks/clock.store.js';
import { CalendarStore } from './edit-calendars/calendar.store.js';
import { EditCalendarsController } from './edit-calendars/edit-calendars.controller.js';
import { Holidays } from './holidays/holidays.js';
import { PreviewCalendarController } from './preview-calendar/preview-calendar.controller.js';
import { ReadClocksController } from './read-clocks/read-clocks.controller.js';
import { AlarmLoop } from './ring-alarms/alarm.loop.js';
import { RingAlarmsHandler } from './ring-alarms/ring-alarms.handler.js';

/** Every promise has a clock, and every clock that runs out rings once. */
@Module({
  imports: [AccessModule],
  controllers: [ApplyEventsConsumer, ReadClocksController, EditCalendarsController, PreviewCalendarController],
  providers: [ClockStore, CalendarStore, Holidays, ApplyEventsHandler, RingAlarmsHandler, AlarmLoop],
})
export class SlaMonitorModule {}
