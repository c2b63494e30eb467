import { DomainError } from '../errors.js';

/**
 * The whole life of a ticket: state -> action -> next state. Nothing else decides what is legal: the compiler, `nextState`,
 * the CHECK of `ticket_transition` and the diagram in ARCHITECTURE.md are all made from this table.
 */
export const lifecycle = {
  received: { route: 'queued', merge: 'merged', reject: 'rejected' },
  queued: {
    claim: 'in_progress',
    assign: 'in_progress',
    transfer: 'queued',
    return: 'queued',
    'auto-escalate': 'queued',
    'auto-resolve': 'resolved',
    merge: 'merged',
    reject: 'rejected',
  },
  in_progress: {
    assign: 'in_progress',
    release: 'queued',
    transfer: 'queued',
    escalate: 'queued',
    return: 'queued',
    'auto-escalate': 'queued',
    'ask-customer': 'awaiting_customer',
    'ask-vendor': 'awaiting_vendor',
    wait: 'awaiting_intervention',
    resolve: 'resolved',
    merge: 'merged',
  },
  awaiting_customer: { resume: 'in_progress', requeue: 'queued', resolve: 'resolved', merge: 'merged' },
  awaiting_vendor: { resume: 'in_progress', requeue: 'queued', resolve: 'resolved', merge: 'merged' },
  awaiting_intervention: { resume: 'in_progress', requeue: 'queued', resolve: 'resolved', merge: 'merged' },
  resolved: { reopen: 'queued', close: 'closed' },
  closed: { reopen: 'queued' },
  merged: {},
  rejected: {},
} as const;

export type State = keyof typeof lifecycle;
type Table = typeof lifecycle;

/** Every action the lifecycle knows. */
export type Action = { [S in State]: keyof Table[S] }[State];
/** What may be done in state S. For a union of states: only what is legal in every one of them. */
export type ActionFrom<S extends State> = keyof Table[S];
/** The states from which an action is legal. */
export type StateBefore<A extends Action> = { [S in State]: A extends keyof Table[S] ? S : never }[State];
/** Where an action leads from S. */
export type Next<S extends State, A extends ActionFrom<S>> = Table[S][A] & State;

export const states = Object.keys(lifecycle) as State[];

/** All legal `[from, action, to]` triples, in the order of the table. */
export const transitions = states.flatMap((from) =>
  Object.entries(lifecycle[from] as Record<string, State>).map(([action, to]) => [from, action as Action, to] as const),
);

export const openStates = [
  'received',
  'queued',
  'in_progress',
  'awaiting_customer',
  'awaiting_vendor',
  'awaiting_intervention',
] as const satisfies readonly State[];

/** Whether somebody still has to do something about a ticket in this state. */
export const isOpen = (state: State): boolean => (openStates as readonly State[]).includes(state);

/** A move the lifecycle does not know. The ticket is left as it is. */
export class IllegalTransition extends DomainError {
  constructor(from: State, action: Action) {
    const legal = Object.keys(lifecycle[from]);
    super(
      'conflict',
      'ticket.illegal-transition',
      `A ticket that is ${from} cannot be moved by "${action}"; possible now: ${legal.join(', ') || 'nothing, it is over'}.`,
      { state: from, action, possible: legal },
    );
  }
}

export function nextState<S extends State, A extends ActionFrom<S>>(from: S, action: A): Next<S, A> {
  if (!Object.hasOwn(lifecycle[from], action)) throw new IllegalTransition(from, action as Action);
  return lifecycle[from][action] as Next<S, A>;
}

/** Narrows a ticket to a state in which `action` is legal, or refuses: the run-time twin of the compile-time check. */
export function expectMovable<T extends { readonly state: State }, A extends Action>(
  ticket: T,
  action: A,
): asserts ticket is T & { readonly state: StateBefore<A> } {
  if (!Object.hasOwn(lifecycle[ticket.state], action)) throw new IllegalTransition(ticket.state, action);
}

/** What a move is called on the timeline once it has happened: `ticket.<past participle>`. Stored data: never renamed. */
export const eventOf: Readonly<Record<Action, `ticket.${string}`>> = {
  route: 'ticket.routed',
  claim: 'ticket.claimed',
  assign: 'ticket.assigned',
  release: 'ticket.released',
  transfer: 'ticket.transferred',
  escalate: 'ticket.escalated',
  'auto-escalate': 'ticket.auto-escalated',
  return: 'ticket.returned',
  'ask-customer': 'ticket.customer-asked',
  'ask-vendor': 'ticket.vendor-asked',
  wait: 'ticket.put-on-wait',
  resume: 'ticket.resumed',
  requeue: 'ticket.requeued',
  resolve: 'ticket.resolved',
  'auto-resolve': 'ticket.auto-resolved',
  reopen: 'ticket.reopened',
  close: 'ticket.closed',
  merge: 'ticket.merged',
  reject: 'ticket.rejected',
};
