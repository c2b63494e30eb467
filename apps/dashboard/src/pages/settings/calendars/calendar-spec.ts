import type { paths } from '../../../api/schema';

export type Calendars = paths['/api/v1/sla/calendars']['get']['responses'][200]['content']['application/json'];
export type CalendarBody = paths['/api/v1/sla/calendars/{code}']['put']['requestBody']['content']['application/json'];
export type CalendarSpec = CalendarBody['calendar'];
export interface Calendar extends Omit<Calendars['items'][number], 'calendar'> {
  readonly calendar: CalendarSpec;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];
export const holidayTypes = ['public', 'bank', 'optional', 'school', 'observance'] as const;
export type HolidayType = (typeof holidayTypes)[number];
