import { text } from '#http';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

export const absenceBody = z.strictObject({
  from: instant,
  to: instant,
  reason: text({ max: 200 }).optional().meta({ description: 'Every agent can read it.' }),
});
export type AbsenceBody = z.output<typeof absenceBody>;

export const absenceOfBody = absenceBody.extend({ agentId: z.uuid() });
export type AbsenceOfBody = z.output<typeof absenceOfBody>;

export const absenceView = z.object({
  id: z.uuid(),
  agentId: z.uuid(),
  name: z.string(),
  from: z.date(),
  to: z.date(),
  reason: z.string().nullable(),
});
export type Absence = z.output<typeof absenceView>;
