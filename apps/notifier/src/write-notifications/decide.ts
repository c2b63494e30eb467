import { isOpen, type Action, type Actor, type Channel, type State } from '#domain';
import type { NotificationKind } from '../notification-kinds.js';

/** What notifications need to know of one event of the ticket's log. */
export interface LoggedEvent {
  readonly version: number;
  readonly type: string;
  readonly at: Date;
  /** Null: it did not move the ticket. */
  readonly action: Action | null;
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  readonly actorName: string | null;
  /** The public post that came with it; null when there is none. */
  readonly post: string | null;
  /** Whether customers see it on the timeline. */
  readonly public: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Somebody has to be told. */
export interface Notification {
  readonly kind: NotificationKind;
  readonly version: number;
  /** Whether a person wrote what it says: such a mail is never held back, and is not marked as automatic. */
  readonly automatic: boolean;
  readonly by: Pick<LoggedEvent, 'actorKind' | 'actorId' | 'actorName'>;
  /** What was written; '' for nothing. */
  readonly body: string;
}

/** The kinds that are on, and since when. */
export type Rules = ReadonlyMap<NotificationKind, Date>;

/**
 * What people are told of these events of a ticket, in their order. What a person wrote always is; of what is said by
 * itself only what still holds: a ticket that is solved by now no longer waits for a vendor.
 */
export function decide(
  ticket: { readonly state: State; readonly channel: Channel },
  events: readonly LoggedEvent[],
  rules: Rules,
): Notification[] {
  // Nobody is behind an alert.
  if (ticket.channel === 'alert') return [];
  const told = events.flatMap((event) => {
    const notification = notificationOf(event);
    const since = notification && rules.get(notification.kind);
    return since && event.at >= since ? [notification] : [];
  });
  const isLatest = ({ kind, version }: Notification): boolean =>
    !told.some((other) => other.kind === kind && other.version > version);
  return told.filter((one) => !one.automatic || (stillHolds(one.kind, ticket.state) && isLatest(one)));
}

const kindOf: Partial<Record<Action, NotificationKind>> = {
  'ask-customer': 'question',
  'ask-vendor': 'waiting',
  wait: 'waiting',
  escalate: 'moved',
  'auto-escalate': 'moved',
  return: 'moved',
  transfer: 'moved',
  resolve: 'solved',
  close: 'closed',
  reopen: 'reopened',
};

function notificationOf(event: LoggedEvent): Notification | null {
  const kind = event.version === 1 ? 'received' : event.action ? kindOf[event.action] : undefined;
  const written = event.actorKind === 'agent' && event.post !== null && event.version > 1;
  if (!kind && !written) return null;
  const { version, actorKind, actorId, actorName } = event;
  const by = { actorKind, actorId, actorName };
  return { kind: kind ?? 'reply', version, automatic: !written, by, body: event.post ?? '' };
}

/** Whether a ticket in this state is still what such a notice says. */
export function stillHolds(kind: NotificationKind, state: State): boolean {
  switch (kind) {
    case 'waiting':
      return state === 'awaiting_vendor' || state === 'awaiting_intervention';
    case 'solved':
      return state === 'resolved' || state === 'closed';
    case 'closed':
      return state === 'closed';
    case 'question':
      return state === 'awaiting_customer';
    case 'received':
    case 'reply':
    case 'moved':
    case 'reopened':
      return isOpen(state);
  }
}
