import { isOpenTicket, TO_CUSTOMERS, type TicketSort } from './ticket-filters.js';

/** An order, or a part of one: what has nothing due comes after what has. */
export type By = TicketSort | 'without due' | 'without due, taking';

export interface Order {
  /** What a page goes by before the number. */
  readonly key: string;
  readonly conditions?: readonly string[];
  readonly order: string;
  /** What comes after a key. */
  readonly after: (key: string, number: string) => string;
}

const microseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000000)::bigint`;
const moment = (key: string): string => `(timestamptz 'epoch' + ${key}::bigint * interval '1 microsecond')`;

/** When a ticket is due next, as `due`: one row, or none. Customers know of promises to customers only. */
export const dueOf = (internal: boolean): string =>
  internal
    ? `SELECT due_at, number FROM ticket_due WHERE ticket_due.ticket_id = ticket.id AND due_at IS NOT NULL LIMIT 1`
    : `SELECT due_at, ticket.number FROM clock WHERE clock.ticket_id = ticket.id AND clock.state = 'running' AND due_at IS NOT NULL
        ${TO_CUSTOMERS} ORDER BY due_at LIMIT 1`;

const orders = (internal: boolean): Readonly<Record<By, Order>> => {
  const notDue = `NOT EXISTS (${dueOf(internal)})`;
  return {
    number: {
      key: 'NULL',
      order: 'ticket.number DESC',
      after: (_, number) => `ticket.number < ${number}`,
    },
    updated: {
      key: microseconds('ticket.updated_at'),
      order: 'ticket.updated_at DESC, ticket.number DESC',
      after: (key, number) => `(ticket.updated_at, ticket.number) < (${moment(key)}, ${number})`,
    },
    waiting: {
      key: microseconds('ticket.queued_at'),
      conditions: [`ticket.state = 'queued'`],
      order: 'ticket.queued_at, ticket.number',
      after: (key, number) => `(ticket.queued_at, ticket.number) > (${moment(key)}, ${number})`,
    },
    priority: {
      key: `coalesce(ticket.priority, 'P9')`,
      conditions: [isOpenTicket],
      order: `coalesce(ticket.priority, 'P9'), ticket.number`,
      after: (key, number) => `(coalesce(ticket.priority, 'P9'), ticket.number) > (${key}::text, ${number})`,
    },
    due: {
      key: microseconds('due.due_at'),
      conditions: [isOpenTicket],
      order: 'due.due_at, due.number',
      after: (key, number) => `(due.due_at, due.number) > (${moment(key)}, ${number})`,
    },
    'without due': {
      key: 'NULL',
      conditions: [isOpenTicket, notDue],
      order: 'ticket.number DESC',
      after: (_, number) => `ticket.number < ${number}`,
    },
    'without due, taking': {
      key: `coalesce(ticket.priority, 'P9')`,
      conditions: [isOpenTicket, notDue],
      order: `coalesce(ticket.priority, 'P9'), ticket.number`,
      after: (key, number) => `(coalesce(ticket.priority, 'P9'), ticket.number) > (${key}::text, ${number})`,
    },
  };
};
const forUs = orders(true);
const forCustomers = orders(false);

/** `internal`: whether promises between ourselves count. */
export const orderOf = (by: By, internal: boolean): Order => (internal ? forUs : forCustomers)[by];
