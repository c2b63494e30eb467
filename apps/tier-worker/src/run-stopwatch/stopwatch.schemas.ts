import { workKinds } from '#domain';
import { z } from 'zod';

export const runningWatch = z.object({
  ticketId: z.uuid(),
  number: z.string().meta({ example: 'T-1042' }),
  subject: z.string(),
  tier: z.int().nullable(),
  kind: z.enum(workKinds),
  withCustomer: z.boolean(),
  consultationId: z.uuid().nullable(),
  startedAt: z.date(),
  elapsedSeconds: z.int(),
  forgotten: z.boolean().meta({ description: 'It runs for more than twelve hours: stopping it asks what to log.' }),
});

export const stopwatchView = z.object({
  running: runningWatch.nullable(),
  logged: z
    .object({ workLogId: z.uuid(), ticketId: z.uuid(), number: z.string(), seconds: z.int() })
    .nullable()
    .meta({ description: 'What was written into the work log just now.' }),
});
export type StopwatchView = z.output<typeof stopwatchView>;
export type RunningWatch = z.output<typeof runningWatch>;
