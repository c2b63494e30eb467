import { text } from '#http';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

export const ownAbsenceBody = z.strictObject({
  from: instant,
  to: instant,
  reason: text({ max: 200 }).optional().meta({ description: 'Every agent can read it.' }),
});
export type OwnAbsenceBody = z.output<typeof ownAbsenceBody>;

export const absenceBody = ownAbsenceBody.extend({ agentId: z.uuid() });
export type AbsenceBody = z.output<typeof absenceBody>;

export const absenceView = z.object({
  id: z.uuid(),
  agentId: z.uuid(),
  name: z.string(),
  from: z.date(),
  to: z.date(),
  reason: z.string().nullable(),
});
export type Absence = z.output<typeof absenceView>;
