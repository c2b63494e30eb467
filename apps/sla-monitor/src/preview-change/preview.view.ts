import { clockKinds } from '#domain';
import { z } from 'zod';

export const previewView = z.object({
  what: z.string().nullable().meta({ description: 'The change in words; null: it would change nothing.' }),
  openTickets: z.int().meta({ description: 'Open tickets there are.' }),
  tickets: z
    .int()
    .meta({ description: 'Of these, those that were looked at in the time there is: all, when `complete`.' }),
  clocks: z.int().meta({ description: 'Of these, clocks that the change may concern.' }),
  affected: z.int().meta({ description: 'Of these, clocks that would go by another promise.' }),
  wouldMove: z.int().meta({ description: 'Of these, clocks that would be due at another time.' }),
  wouldBreach: z.int().meta({
    description: 'Clocks that are in time now and whose new target is used up already: they would break at once.',
  }),
  wouldEnd: z.int().meta({ description: 'Clocks that would be cancelled: no policy is for them any more.' }),
  soonest: z
    .array(
      z.object({
        ticket: z.string().meta({ example: 'T-1042' }),
        kind: z.enum(clockKinds),
        tier: z.int().nullable(),
        dueAt: z.date().nullable(),
        newDueAt: z.date().nullable(),
        wouldBreach: z.boolean(),
      }),
    )
    .meta({ description: 'At most 20 of those that would move, the soonest due first.' }),
  complete: z
    .boolean()
    .meta({ description: 'Whether all open tickets were looked at; else the time was up, and there is more.' }),
});
export type PreviewView = z.output<typeof previewView>;
