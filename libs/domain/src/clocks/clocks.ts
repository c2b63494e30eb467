import type { State } from '../ticket/lifecycle.js';
import type { Channel, Entitlement, Priority } from '../ticket/ticket.js';
import type { Clock, PolicyOf } from './clock.js';
import type { ClockKind, PromiseFacts, SlaPolicy } from './policy.js';

/** What a vendor, or the line to it, said of a case. */
export const vendorNews = [
  'delivered',
  'acknowledged',
  'progressed',
  'info-needed',
  'message-delivered',
  'resolved',
  'rejected',
  'undeliverable',
] as const;
export type VendorNews = (typeof vendorNews)[number];

/** What clocks need to know of one event of the ticket's log. */
export interface ClockEvent {
  readonly version: number;
  readonly at: Date;
  /** The state after a move; null when the event is not a move. */
  readonly to: State | null;
  /** The responsible tier after the event, and its team. */
  readonly tier: number | null;
  readonly teamId: string | null;
  /** The priority, when the event settled it. */
  readonly priority: Priority | null;
  /** The kind of support, when the event settled it. */
  readonly entitlement: Entitlement | null;
  /** Whether an agent said something to the customer with it. */
  readonly answers: boolean;
  /** Whether the customer said something with it: himself, not a machine of his. */
  readonly asks: boolean;
  /** The partner team that sees it from this event on, or null when none does any more; nothing when the event says nothing of it. */
  readonly overflow?: { readonly teamId: string | null } | null;
  readonly vendor: { readonly caseId: string; readonly vendorId: string | null; readonly news: VendorNews } | null;
}

/** Policies were changed: what has not ended goes by the new ones from this moment on. */
export interface PolicyChange {
  /** Counts up. */
  readonly change: number;
  /** Never before that of the change before. */
  readonly at: Date;
}

/** All clocks of one ticket, and how much of its log, and of the changes of policies, they tell. */
export interface Clocks {
  /** The last event that was applied; 0 for none. */
  readonly version: number;
  /** The last change of policies they go by; 0 for none. */
  readonly change: number;
  readonly openedAt: Date | null;
  readonly state: State | null;
  readonly priority: Priority | null;
  readonly entitlement: Entitlement | null;
  /** The vendor case that was last told to a vendor. */
  readonly vendorCaseId: string | null;
  readonly clocks: readonly Clock[];
}

export const noClocks: Clocks = {
  version: 0,
  change: 0,
  openedAt: null,
  state: null,
  priority: null,
  entitlement: null,
  vendorCaseId: null,
  clocks: [],
};

/** What never changes on a ticket and decides on its policies. */
export interface TicketFacts {
  readonly organisationId: string | null;
  readonly channel: Channel | null;
}

export interface ClockRules {
  readonly ticket: TicketFacts;
  readonly policyOf: PolicyOf;
  /** The policy that fits best after a change; null: nothing is promised. */
  readonly select: (kind: ClockKind, facts: PromiseFacts, change: number) => SlaPolicy | null;
  readonly newId: () => string;
}
