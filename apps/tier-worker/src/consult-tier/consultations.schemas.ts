import { z } from 'zod';

const person = z.object({ id: z.uuid(), name: z.string() });

export const consultationStates = ['open', 'taken', 'answered', 'withdrawn'] as const;

/** Advice that was asked of a tier. */
export const consultationView = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  number: z.string().meta({ example: 'T-1042' }),
  subject: z.string(),
  state: z.enum(consultationStates),
  fromTier: z.int(),
  toTier: z.int(),
  sector: z.string().nullable(),
  team: person.nullable().meta({ description: 'The only team that may take it; null: all of the tier and sector.' }),
  follows: z.uuid().nullable().meta({ description: 'The consultation that was asked again.' }),
  question: z.string(),
  askedBy: person,
  askedAt: z.date(),
  takenBy: person.nullable(),
  takenAt: z.date().nullable(),
  answer: z.string().nullable(),
  endedBy: person.nullable().meta({ description: 'Who answered or withdrew it.' }),
  endedAt: z.date().nullable(),
  withdrawReason: z.string().nullable(),
  waitingSeconds: z.int().meta({ description: 'Until somebody took it or it was over; up to now while nobody did.' }),
  openSeconds: z.int().meta({ description: 'From the question to the answer; up to now while there is none.' }),
  loggedSeconds: z.int().meta({ description: 'Work logged on it.' }),
});
export type Consultation = z.output<typeof consultationView>;
