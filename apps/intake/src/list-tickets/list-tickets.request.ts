import { priorities, states, type State } from '#domain';
import { email, pageQuery, text } from '#http';
import { z } from 'zod';

const oneOfTheStates = `One or more of ${states.join(', ')}, with commas between.`;

/** `GET /api/v1/tickets`: every filter narrows, none is required. */
export const listTicketsQuery = pageQuery.extend({
  tier: z
    .string()
    .regex(/^L?[1-9]\d?$/i, 'Give a tier: 2 or L2.')
    .optional(),
  state: text({ max: 200 })
    .refine((value) => value.split(',').every((state) => states.includes(state as State)), oneOfTheStates)
    .optional()
    .meta({ description: oneOfTheStates }),
  assignee: z
    .union([z.enum(['me', 'none']), z.uuid()], 'Give an agent\'s id, "me" or "none".')
    .optional()
    .meta({ description: "An agent's id, `me`, or `none`." }),
  organisation: z.uuid("Give an organisation's id.").optional(),
  requester: z.union([z.uuid(), email()], "Give a contact's id or e-mail address.").optional(),
  priority: z.enum(priorities).optional(),
  sector: text({ max: 100 }).optional(),
  q: text({ max: 500 }).optional().meta({ description: 'Words in the subject or a post: `printer -paper "no ink"`.' }),
});

export type ListTicketsQuery = z.output<typeof listTicketsQuery>;
