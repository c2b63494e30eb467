import { text } from '#http';
import { z } from 'zod';

export const newMessage = z.strictObject({
  body: text({ max: 20_000 }).meta({ description: 'What the vendor is told, word for word.' }),
  wait: z.boolean().optional().meta({
    description:
      'Whether the ticket waits for the vendor again. Unless told otherwise it does when the vendor had asked (`needs-info`) and the ticket is in progress.',
  }),
  expectedVersion: z
    .int()
    .min(1)
    .optional()
    .meta({ description: 'Refuse if the ticket has changed since this version.' }),
});
export type NewMessage = z.output<typeof newMessage>;
