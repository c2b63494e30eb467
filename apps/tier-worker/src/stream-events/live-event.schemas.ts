import { actorSchema } from '#database';
import { z } from 'zod';

/** Something happened on a ticket that the viewer may read: what, and where the ticket is now. */
export const ticketEventSchema = z.object({
  ticketId: z.uuid(),
  number: z.string(),
  version: z.int().meta({ description: 'The version the ticket had after it. Older than what you show: skip it.' }),
  type: z.string().meta({ description: 'As on the timeline, such as `ticket.claimed`.' }),
  actor: actorSchema,
  at: z.iso.datetime(),
  state: z.string().meta({ description: 'State, tier, sector and assignee as they are now.' }),
  tier: z.int().nullable(),
  sector: z.string().nullable(),
  assigneeId: z.uuid().nullable(),
});

export const presenceSchema = z.object({
  ticketId: z.uuid(),
  agents: z
    .array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        mode: z.enum(['viewing', 'writing']),
        since: z.iso.datetime(),
      }),
    )
    .meta({ description: 'Everybody who has the ticket open now, in the order in which they came.' }),
});

export const signalSchema = z.object({
  kind: z.string().meta({ description: 'What changed: `clocks-changed`, `agent-changed`, `offer-made` and others.' }),
  ticketIds: z
    .array(z.uuid())
    .meta({ description: 'The tickets it is about, of those you may read; none: no ticket.' }),
  data: z.looseObject({}).nullable(),
  at: z.iso.datetime(),
});

const event = <Name extends string, Data extends z.ZodType>(name: Name, data: Data) =>
  z.object({ event: z.literal(name), data });

export const resyncReasons = ['unknown-position', 'too-much', 'rights-changed', 'history-changed'] as const;
export type ResyncReason = (typeof resyncReasons)[number];

/** Everything a stream can say; `data` is sent as JSON. */
export const liveEventSchema = z.discriminatedUnion('event', [
  event('ready', z.object({ resumed: z.boolean() })),
  event('ticket', ticketEventSchema),
  event('left', z.object({ ticketId: z.uuid(), number: z.string() })),
  event('presence', presenceSchema),
  event('signal', signalSchema),
  event('resync', z.object({ reason: z.enum(resyncReasons) })),
  event('ended', z.object({ reason: z.enum(['session', 'stopping']) })),
]);
export type LiveEvent = z.output<typeof liveEventSchema>;
