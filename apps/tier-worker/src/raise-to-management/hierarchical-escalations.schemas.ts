import { levels } from '#domain';
import { z } from 'zod';

const person = z.object({ id: z.uuid(), name: z.string() });

export const escalationStates = ['requested', 'approved', 'declined', 'ended'] as const;
export const escalationReasons = [
  'inactivity',
  'lack-of-progress',
  'customer-deadline',
  'customer-request',
  'other',
] as const;
export const trends = ['improving', 'steady', 'worsening'] as const;

/** A manager's attention for a ticket. Never shown to customers, never moves the ticket. */
export const escalationView = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  number: z.string().meta({ example: 'T-1042' }),
  subject: z.string(),
  state: z.enum(escalationStates).meta({ description: '`ended`: it was approved, and is needed no more.' }),
  reason: z.enum(escalationReasons),
  requestedBy: z.enum(['customer', 'internal']),
  justification: z.string(),
  severity: z.enum(levels),
  trend: z.enum(trends).nullable().meta({ description: 'As the latest note has it.' }),
  raisedBy: person,
  raisedAt: z.date(),
  decidedBy: person.nullable(),
  decidedAt: z.date().nullable(),
  decisionNote: z.string().nullable(),
  endedBy: person.nullable(),
  endedAt: z.date().nullable(),
  endReason: z.string().nullable(),
  notes: z.array(z.object({ id: z.uuid(), agent: person, trend: z.enum(trends), note: z.string(), at: z.date() })),
});
export type Escalation = z.output<typeof escalationView>;
