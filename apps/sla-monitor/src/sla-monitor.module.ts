import { AccessModule } from '#access';
import { Module } from '@nestjs/common';
import { ApplyChangesHandler } from './apply-changes/apply-changes.handler.js';
import { ApplyChangesLoop } from './apply-changes/apply-changes.loop.js';
import { ChangeStore } from './apply-changes/change.store.js';
import { ReadChangesController } from './apply-changes/read-changes.controller.js';
import { ApplyEventsConsumer } from './apply-events/apply-events.consumer.js';
import { ApplyEventsHandler } from './apply-events/apply-events.handler.js';
import { ClockStore } from './clocks/clock.store.js';
import { CalendarStore } from './edit-calendars/calendar.store.js';
import { EditCalendarsController } from './edit-calendars/edit-calendars.controller.js';
import { SaveCalendar } from './edit-calendars/save-calendar.handler.js';
import { EditPoliciesController } from './edit-policies/edit-policies.controller.js';
import { EditPoliciesHandler } from './edit-policies/edit-policies.handler.js';
import { MatchPoliciesController } from './edit-policies/match-policies.controller.js';
import { MatchPoliciesHandler } from './edit-policies/match-policies.handler.js';
import { PolicyStore } from './edit-policies/policy.store.js';
import { Holidays } from './holidays/holidays.js';
import { ImportCalendarController } from './import-calendar/import-calendar.controller.js';
import { ImportCalendarHandler } from './import-calendar/import-calendar.handler.js';
import { ListHolidaysController } from './list-holidays/list-holidays.controller.js';
import { PreviewCalendarController } from './preview-calendar/preview-calendar.controller.js';
import { PreviewChangeController } from './preview-change/preview-change.controller.js';
import { PreviewChangeHandler } from './preview-change/preview-change.handler.js';
import { ReadCalendarDaysController } from './read-calendar-days/read-calendar-days.controller.js';
import { JudgeFeasibilityController } from './judge-feasibility/judge-feasibility.controller.js';
import { ClockReader } from './read-clocks/clock.reader.js';
import { ReadClocksController } from './read-clocks/read-clocks.controller.js';
import { RebuildClocksController } from './rebuild-clocks/rebuild-clocks.controller.js';
import { AttainmentReader } from './report-outcomes/attainment.reader.js';
import { OutcomeReader } from './report-outcomes/outcome.reader.js';
import { ReportOutcomesController } from './report-outcomes/report-outcomes.controller.js';
import { AlarmLoop } from './ring-alarms/alarm.loop.js';
import { RingAlarmsHandler } from './ring-alarms/ring-alarms.handler.js';

/** Every promise has a clock, and every clock that runs out rings once. */
@Module({
  imports: [AccessModule],
  controllers: [
    ApplyEventsConsumer,
    ReadClocksController,
    RebuildClocksController,
    JudgeFeasibilityController,
    ReportOutcomesController,
    MatchPoliciesController,
    EditPoliciesController,
    ReadChangesController,
    PreviewChangeController,
    EditCalendarsController,
    PreviewCalendarController,
    ImportCalendarController,
    ListHolidaysController,
    ReadCalendarDaysController,
  ],
  providers: [
    OutcomeReader,
    AttainmentReader,
    ClockStore,
    ClockReader,
    PolicyStore,
    EditPoliciesHandler,
    MatchPoliciesHandler,
    CalendarStore,
    SaveCalendar,
    Holidays,
    ImportCalendarHandler,
    ApplyEventsHandler,
    RingAlarmsHandler,
    AlarmLoop,
    ChangeStore,
    ApplyChangesHandler,
    ApplyChangesLoop,
    PreviewChangeHandler,
  ],
})
export class SlaMonitorModule {}
