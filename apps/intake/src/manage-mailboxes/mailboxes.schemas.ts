import { email, pageOf, text } from '#http';
import { z } from 'zod';

const settings = {
  name: text({ max: 200 }).meta({ description: 'Whose name stands beside the address in mail from us.' }),
  language: z
    .enum(['en', 'ru', 'ko'])
    .nullable()
    .meta({ description: 'In which people who write here are answered; null: in their own, as far as we know it.' }),
  acknowledge: z.boolean().meta({ description: 'Whether mail that opens a ticket is acknowledged.' }),
  reopenWithinDays: z.int().min(0).max(3_650).meta({
    description: 'A reply to a closed ticket reopens it for so many days; later it becomes a new, linked one.',
  }),
  isDefault: z.boolean().meta({ description: 'Answers leave from here when nothing says from where. Exactly one is.' }),
};

export const newMailbox = z.strictObject({
  address: email(),
  name: settings.name,
  language: settings.language.optional(),
  acknowledge: settings.acknowledge.optional(),
  reopenWithinDays: settings.reopenWithinDays.optional(),
  isDefault: settings.isDefault.optional(),
});
export type NewMailbox = z.output<typeof newMailbox>;

export const mailboxChanges = z.strictObject({
  name: settings.name.optional(),
  language: settings.language.optional(),
  acknowledge: settings.acknowledge.optional(),
  reopenWithinDays: settings.reopenWithinDays.optional(),
  isDefault: z.literal(true).optional().meta({ description: 'Makes it the default in place of the one that was.' }),
  active: z.boolean().optional(),
});
export type MailboxChanges = z.output<typeof mailboxChanges>;

export const mailbox = z.object({
  id: z.uuid(),
  address: z.string().meta({ description: 'In lower case.' }),
  name: z.string(),
  language: z.string().nullable(),
  acknowledge: z.boolean(),
  reopenWithinDays: z.int(),
  isDefault: z.boolean(),
  active: z.boolean(),
  createdAt: z.date(),
});
export type Mailbox = z.output<typeof mailbox>;

export const mailboxPage = pageOf(mailbox);
