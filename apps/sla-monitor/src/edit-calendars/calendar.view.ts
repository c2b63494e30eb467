import { z } from 'zod';

export const calendarView = z.object({
  code: z.string(),
  name: z.string(),
  version: z.int().meta({ description: 'Another one with every change.' }),
  calendar: z.record(z.string(), z.unknown()),
  updatedAt: z.date(),
});

export const savedCalendarView = calendarView.extend({
  changeId: z.int().nullable().meta({
    description:
      'The change that brings the clocks along: `GET /sla/changes/{id}`; null: no policy goes by it, or its hours are the same.',
  }),
});
