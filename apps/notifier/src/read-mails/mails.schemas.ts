import { pageOf, pageQuery, text } from '#http';
import { z } from 'zod';
import { notificationKinds } from '../notification-kinds.js';

export const mailStates = ['waiting', 'sent', 'failed', 'suppressed'] as const;

export const mailView = z.object({
  id: z.uuid(),
  ticket: z.object({ id: z.uuid(), number: z.string() }).nullable().meta({ description: 'null: a test.' }),
  kind: z.enum([...notificationKinds, 'test']),
  state: z.enum(mailStates).meta({
    description: 'suppressed: not sent on purpose, because of a loop or because nobody reads the address.',
  }),
  recipient: z.string(),
  subject: z.string(),
  language: z.string(),
  automatic: z.boolean().meta({ description: 'Whether no person wrote it.' }),
  messageId: z.string(),
  createdAt: z.date(),
  attempts: z.int(),
  nextAttemptAt: z.date().nullable(),
  sentAt: z.date().nullable(),
  reason: z.string().nullable().meta({ description: 'Why it has not been sent, in words.' }),
  response: z.string().nullable().meta({ description: 'What the mail server said when it took it.' }),
});
export type MailView = z.output<typeof mailView>;
export const mailPage = pageOf(mailView);

export const mailQuery = pageQuery.extend({
  ticket: text({ max: 40 }).optional().meta({ description: 'An id or a number, `T-1042`.' }),
  state: z.enum(mailStates).optional(),
});
export type MailQuery = z.output<typeof mailQuery>;

export const sendingView = z.object({
  sends: z.boolean().meta({ description: 'false: SMTP_URL is not set, so mail waits.' }),
  isDevelopment: z
    .boolean()
    .meta({ description: 'true: mail goes to the mailbox at /dev/mailbox and to nobody else.' }),
  from: z.string().nullable().meta({ description: 'The sender of what belongs to no mailbox; null: such mail waits.' }),
  waiting: z.int(),
  overdueSeconds: z.number().meta({ description: 'For how long the mail that should have left first has been due.' }),
  failedLastDay: z.int(),
  filesMaxBytes: z.int().meta({ description: 'Of all files in one mail: what does not fit is only named in it.' }),
});
