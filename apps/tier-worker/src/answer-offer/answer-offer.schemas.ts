import { declineReasons, priorities } from '#domain';
import { text } from '#http';
import { z } from 'zod';

export const offerSchema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  number: z.string().meta({ example: 'T-1042' }),
  subject: z.string(),
  priority: z.enum(priorities).nullable(),
  language: z.string().nullable(),
  agentId: z.uuid(),
  agentName: z.string(),
  tier: z.int(),
  sector: z.string().nullable(),
  because: z.enum(['skills', 'affinity', 'load', 'turn', 'only-one']).meta({
    description:
      'What decided for this agent: more of the preferred skills, knows ticket or customer, carries least, waited longest for an offer, nobody else.',
  }),
  droppedSkills: z
    .array(z.string())
    .meta({ description: 'Required skills that nobody there has, told so that it is known.' }),
  offeredAt: z.date(),
  expiresAt: z.date(),
  waitingSince: z.date().nullable(),
});
export type OfferView = z.output<typeof offerSchema>;

export const declineBody = z.strictObject({
  reasonCode: z.enum(declineReasons),
  note: text({ max: 500 }).optional(),
});
export type DeclineBody = z.output<typeof declineBody>;
