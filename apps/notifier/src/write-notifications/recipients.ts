import { isNoReply, withoutPlus } from '#mail';
import type { Notification } from './decide.js';

export interface Person {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly name: string | null;
  /** Whether the address is known to be this person's. */
  readonly verified: boolean;
  readonly bounce: 'hard' | 'soft' | null;
  readonly bounceReason: string | null;
}

/** Who could be told about a ticket. */
export interface People {
  readonly requester: Person;
  /** Those beside the requester whose part in the ticket is verified. */
  readonly participants: readonly Person[];
  /** Our own addresses, lower case, without plus. */
  readonly ownAddresses: ReadonlySet<string>;
  /** Whether addresses that exist in examples only are sent to: a server of our own may take them, the world's do not. */
  readonly reachesExamples: boolean;
  /** The addresses of agents who did something on the ticket, by id. */
  readonly agentEmails: ReadonlyMap<string, string>;
}

export interface Recipient {
  readonly person: Person;
  /** Why no mail can go there; null: one can. */
  readonly hindrance: { readonly state: 'failed' | 'suppressed'; readonly reason: string } | null;
}

/** Who is told: the requester, of what was written also the others; never who wrote it. Each address once. */
export function recipientsOf(notification: Notification, people: People): Recipient[] {
  const { automatic, by } = notification;
  const writer = by.actorKind === 'agent' ? people.agentEmails.get(by.actorId) : null;
  const asked = automatic ? [people.requester] : [people.requester, ...people.participants];
  const persons = asked.filter(
    ({ id, email }, index) =>
      email !== writer &&
      !(automatic && isNoAddress(email)) &&
      !(by.actorKind === 'customer' && by.actorId === id && notification.kind !== 'received') &&
      asked.findIndex((other) => other.email === email) === index,
  );
  return persons.map((person) => ({ person, hindrance: hindranceOf(person, automatic, people) }));
}

function hindranceOf(
  { email, bounce, bounceReason }: Person,
  automatic: boolean,
  { ownAddresses, reachesExamples }: People,
): Recipient['hindrance'] {
  if (ownAddresses.has(withoutPlus(email))) return { state: 'suppressed', reason: 'This is an address of our own.' };
  if (automatic && answersNobody(email))
    return { state: 'suppressed', reason: 'Nobody reads this address, and the mail would be automatic.' };
  if (!reachesExamples && isExample(email))
    return { state: 'suppressed', reason: 'Nobody has an address there: its domain is for examples (RFC 2606).' };
  if (bounce !== 'hard') return null;
  return { state: 'failed', reason: `The address bounces${bounceReason ? `: ${bounceReason}` : '.'}` };
}

/** What stands for a sender who gave no address. */
const isNoAddress = (email: string): boolean => email.endsWith('.invalid');

const isExample = (email: string): boolean => /[@.](?:example|test|localhost)$/.test(email);

/** Whether the address says of itself that no person is behind it, or is one that bounces go to. */
export const answersNobody = (email: string): boolean =>
  isNoReply(email) || /^(?:postmaster|abuse|nobody|mailer-daemon|bounces?)(?:[-_.+=]|@)/i.test(email);
