import { eventOf } from './lifecycle.js';

/** What happens on a ticket beside its moves. Stored data: never renamed. */
export const factTypes = [
  'alert.changed',
  'alert.fired-again',
  'alert.repeated',
  'alert.resolved',
  'mail.bounced',
  'mail.not-delivered',
  'mail.suppressed',
  'ticket.absorbed',
  'ticket.agent-replied',
  'ticket.customer-replied',
  'ticket.followed-up',
  'ticket.leads-alerted',
  'ticket.mail-noted',
  'ticket.noted',
  'ticket.priority-raised',
  'ticket.promise-broken',
  'ticket.promise-in-danger',
  'ticket.received-by-tier',
  'ticket.work-logged',
  'ticket.work-order-overridden',
  'vendor-case.acknowledged',
  'vendor-case.delivered',
  'vendor-case.info-needed',
  'vendor-case.message-crossed',
  'vendor-case.message-delivered',
  'vendor-case.not-delivered',
  'vendor-case.opened',
  'vendor-case.overdue',
  'vendor-case.progressed',
  'vendor-case.rejected',
  'vendor-case.reminded',
  'vendor-case.resolved',
  'vendor-case.undeliverable',
  'vendor-case.written-to',
] as const;
export type FactType = (typeof factTypes)[number];

/** Every name an event on a timeline can have. */
export const eventTypes: readonly string[] = ['ticket.opened', ...Object.values(eventOf), ...factTypes].toSorted();
