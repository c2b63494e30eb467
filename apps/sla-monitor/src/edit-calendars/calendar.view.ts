import { z } from 'zod';

export const calendarView = z.object({
  code: z.string(),
  name: z.string(),
  version: z.int().meta({ description: 'Another one with every change; clocks keep the one they began with.' }),
  calendar: z.record(z.string(), z.unknown()),
  updatedAt: z.date(),
});
