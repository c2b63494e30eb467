import { availabilityStates } from '#domain';
import { text } from '#http';
import { z } from 'zod';

export const availabilityBody = z.strictObject({
  state: z.enum(availabilityStates).meta({
    description:
      'Only `available` is offered tickets; `busy` keeps what it has; `away` and `offline` may lose it, by the rule of the tier.',
  }),
  until: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Available again by itself at this instant; for `busy` and `away`.' }),
  reason: text({ max: 200 }).optional(),
});
export type AvailabilityBody = z.output<typeof availabilityBody>;

export const availabilitySchema = z.object({
  state: z.enum(availabilityStates),
  since: z.date().nullable().meta({ description: 'Null: never logged in yet.' }),
  until: z.date().nullable(),
  reason: z.string().nullable(),
  onShift: z.boolean().meta({ description: 'Whether shift and absences say that they work now; without any, always.' }),
});
export type AvailabilityView = z.output<typeof availabilitySchema>;

export const deskAgentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(['agent', 'lead', 'admin']),
  ...availabilitySchema.shape,
  held: z.int().meta({ description: 'Tickets in progress.' }),
  waiting: z.int().meta({ description: 'Tickets of theirs that wait for somebody else.' }),
  load: z.int().meta({ description: 'Units in hand, by the weights of the priorities.' }),
  offered: z.int().meta({ description: 'Units on offer right now.' }),
  capacity: z.int().nullable().meta({ description: 'Units; null: no limit.' }),
  skills: z.array(z.object({ skill: z.string(), level: z.int() })),
  teams: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      tier: z.int(),
      sector: z.string().nullable(),
      partner: z.boolean(),
    }),
  ),
});
export type DeskAgent = z.output<typeof deskAgentSchema>;
