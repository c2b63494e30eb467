import { pageOf, pageQuery, text } from '#http';
import { z } from 'zod';
import { deliveryKinds } from '../deliver/outgoing.js';
import { callbackKinds } from '../receive-callback/callback.body.js';
import { caseStates } from '../receive-callback/sequence.js';

export const caseQuery = pageQuery.extend({
  ticket: text({ max: 40 }).optional().meta({ description: 'A ticket’s id or number, `T-1042`.' }),
  state: z.enum(caseStates).optional(),
});
export type CaseQuery = z.output<typeof caseQuery>;

export const caseSummary = z.object({
  id: z.uuid(),
  number: z.int(),
  ticket: z.object({ id: z.uuid(), number: z.string() }),
  vendor: z.object({ id: z.uuid(), name: z.string() }),
  /** The tier that asked, and gets the ticket back. */
  tier: z.int(),
  state: z.enum(caseStates),
  subject: z.string(),
  /** The vendor's own name for the case. */
  reference: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  awaits: z.enum(['acknowledgement', 'answer']).nullable().meta({ description: 'What the vendor owes us now.' }),
  dueAt: z.date().nullable().meta({ description: 'When it must have spoken by its contract.' }),
  remindersSent: z.int().meta({ description: 'Reminders in this silence.' }),
  alertedAt: z.date().nullable().meta({ description: 'When its silence was taken to the leads.' }),
});
export type CaseSummary = z.output<typeof caseSummary>;

export const casePage = pageOf(caseSummary);

const delivery = z.object({
  kind: z.enum(deliveryKinds),
  id: z.uuid().meta({ description: 'The `webhook-id`, the same on every attempt.' }),
  attempts: z.int(),
  createdAt: z.iso.datetime({ offset: true }),
  nextAttemptAt: z.iso.datetime({ offset: true }).nullable(),
  deliveredAt: z.iso.datetime({ offset: true }).nullable(),
  failedAt: z.iso.datetime({ offset: true }).nullable(),
  lastError: z.string().nullable(),
});
const callback = z.object({
  messageId: z.string(),
  sequence: z.int(),
  kind: z.enum(callbackKinds),
  message: z.string().nullable(),
  reference: z.string().nullable(),
  applied: z.boolean().meta({ description: 'false: it came after one with a higher sequence and changed nothing.' }),
  receivedAt: z.iso.datetime({ offset: true }),
});

const said = z.object({
  id: z.string().meta({ description: 'The `webhook-id` under which it went or came.' }),
  at: z.iso.datetime({ offset: true }),
  from: z.enum(['us', 'vendor']),
  kind: z.enum([...deliveryKinds, ...callbackKinds]),
  author: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  body: z.string().nullable(),
  counted: z
    .boolean()
    .meta({ description: 'false: a later word of the vendor’s was here before, so it moved nothing.' }),
});

export const caseDetail = caseSummary.extend({
  body: z.string(),
  deliveries: z.array(delivery),
  callbacks: z.array(callback),
  thread: z.array(said).meta({ description: 'The conversation, oldest first; customers never see it.' }),
});
export type CaseDetail = z.output<typeof caseDetail>;
