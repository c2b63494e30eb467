import { z } from 'zod';
import { message, type AnyContract } from './message.js';

/*
 * The whole topology on one screen: every message, who says it, and where it goes.
 * A message is a wake-up: it names the ticket and the version at which the fact became true; whoever receives it
 * looks at what is now. So payloads hold ids, never what people wrote.
 */

const ticket = { ticketId: z.uuid(), version: z.int().min(1) };
const tier = z.int().min(1).max(99);

/** intake: a ticket was received and waits to be understood. */
export const TicketOpened = message('ticket.opened', {
  data: z.strictObject(ticket),
  to: { triage: true },
});

/** triage, tier-worker: a ticket now waits in this tier's queue (routed, escalated, returned, transferred, reopened). */
export const TicketRouted = message('ticket.routed', {
  data: z.strictObject({ ...ticket, tier }),
  to: { tier: (data) => data.tier, sla: true, notify: true },
});

/** whoever changed a ticket without putting it in a queue: claimed, answered, waiting, resolved, closed ... */
export const TicketChanged = message('ticket.changed', {
  data: z.strictObject(ticket),
  to: { sla: true, notify: true },
});

/** intake: the customer wrote on a ticket. `tier` is null while triage has not routed it. */
export const CustomerReplied = message('customer.replied', {
  data: z.strictObject({ ...ticket, postId: z.uuid(), tier: tier.nullable() }),
  to: { tier: (data) => data.tier, sla: true, notify: true },
});

const listener = z.enum(['nobody', 'assignee', 'leads', 'hierarchy']);
const promise = {
  ...ticket,
  tier,
  clockId: z.uuid(),
  kind: z.enum([
    'first_response',
    'next_response',
    'periodic_update',
    'resolution',
    'tier',
    'vendor_ack',
    'vendor_resolution',
  ]),
  /** The threshold, in per cent of the target. */
  percent: z.int().min(1).default(100),
  /** Whether the policy takes a ticket away from the agent who holds it. */
  evenIfHeld: z.boolean().default(false),
  dueAt: z.iso.datetime(),
  rangAt: z.iso.datetime(),
};

/** sla-monitor: so much of a promise's time is used, and the policy names somebody to tell. Instants are ISO 8601. */
export const SlaWarned = message('sla.warned', {
  data: z.strictObject({
    ...promise,
    reachedAt: z.iso.datetime(),
    warn: listener,
    action: z.enum(['none', 'raise-priority', 'escalate']).default('none'),
  }),
  to: { tier: (data) => data.tier },
});

/** sla-monitor: a promise was broken while the ticket was at this tier. `dueAt` and `rangAt` are ISO 8601 instants. */
export const SlaBreached = message('sla.breached', {
  data: z.strictObject({
    ...promise,
    /** When the threshold was reached; null: at `dueAt`, or, of a later threshold, not known. */
    reachedAt: z.iso.datetime().nullable().default(null),
    onBreach: z.enum(['escalate', 'raise-priority', 'alert']),
    /** Left out by older messages: the leads, when nothing else is done about it. */
    notify: listener.optional(),
  }),
  to: { tier: (data) => data.tier },
});

/** tier-worker: a ticket waits for a vendor. The case's id is given by the asker, so asking twice is one case. */
export const VendorAsked = message('vendor.asked', {
  data: z.strictObject({
    ...ticket,
    tier,
    caseId: z.uuid(),
    vendorId: z.uuid(),
    subject: z.string().min(1),
    body: z.string().min(1),
  }),
  to: { vendor: true },
});

/** vendor-gateway: a vendor answered a case, or it could not be told of it; the ticket goes back to the tier that asked. */
export const VendorAnswered = message('vendor.answered', {
  data: z.strictObject({
    ...ticket,
    tier,
    caseId: z.uuid(),
    answer: z.enum(['needs-info', 'resolved', 'rejected', 'undeliverable']),
  }),
  to: { tier: (data) => data.tier },
});

/** vendor-gateway: a vendor has not spoken by `dueAt` (ISO 8601) and reminding it did not help; somebody must know. */
export const VendorFellSilent = message('vendor.fallen-silent', {
  data: z.strictObject({
    ...ticket,
    tier,
    caseId: z.uuid(),
    awaits: z.enum(['acknowledgement', 'answer']),
    dueAt: z.iso.datetime(),
    /** Whether the vendor has heard of the case at all. */
    told: z.boolean(),
    reminders: z.int().min(0),
  }),
  to: { tier: (data) => data.tier },
});

export const catalogue: readonly AnyContract[] = [
  TicketOpened,
  TicketRouted,
  TicketChanged,
  CustomerReplied,
  SlaWarned,
  SlaBreached,
  VendorAsked,
  VendorAnswered,
  VendorFellSilent,
];
