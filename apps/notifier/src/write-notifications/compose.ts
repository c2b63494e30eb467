import { baseLanguage, defaultTexts, fallbackTexts } from '../templates/default-texts.js';
import { render } from '../templates/render.js';
import type { TemplateKind } from '../notification-kinds.js';
import { subjectFor } from '#mail';
import { ticketNumber, type Actor, type Ticket } from '#domain';
import type { Notification } from './decide.js';
import type { Person } from './recipients.js';

/** How a ticket began, as far as it says whose words it holds. */
export interface Opening {
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  /** Null: it did not come by mail. */
  readonly mail: { readonly automatic: boolean; readonly refuted: boolean } | null;
}

/** The mailbox a ticket's mail is from. */
export interface Mailbox {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly language: string | null;
  readonly acknowledge: boolean;
}

/** Texts of admins, by `kind language`. */
export type OwnTexts = ReadonlyMap<string, string>;

export interface Composed {
  readonly language: string;
  readonly subject: string;
  readonly body: string;
}

interface About {
  readonly ticket: Pick<Ticket, 'number' | 'subject' | 'language' | 'requesterId'>;
  readonly opening: Opening;
  readonly mailbox: Mailbox | null;
  /** The name under which we write. */
  readonly senderName: string;
  readonly ownTexts: OwnTexts;
}

/** No acknowledgement of automatic mail, nor where it is not wanted, nor to somebody whose name was only used. */
export const isAcknowledged = ({ mail }: Opening, mailbox: Mailbox | null): boolean =>
  !mail || (!mail.automatic && !mail.refuted && (mailbox?.acknowledge ?? true));

/**
 * Whether what is written on the ticket may be sent to this person by itself. Otherwise anybody could have us send what he
 * likes to whom he likes, by writing in the other's name: so only to an address that is known to be that person's, or that
 * belongs to a customer who had signed in, or when an agent wrote the ticket. A key's word is not enough: there may be a
 * public form behind it.
 */
export function mayEcho(person: Person, { actorKind, actorId, mail }: Opening): boolean {
  if (actorKind === 'agent') return true;
  if (!mail && actorKind === 'customer' && actorId === person.id) return true;
  return person.verified && !mail?.refuted;
}

const LONGEST_SUBJECT = 250;

/** What a notification says to a person, in the ticket's language if there are texts in it. */
export function compose(notification: Notification, person: Person, about: About): Composed {
  const { ticket, opening, mailbox, senderName, ownTexts } = about;
  const { kind, automatic, by, body } = notification;
  const echoes = !automatic || mayEcho(person, opening);
  const textKind: TemplateKind = kind === 'received' && !echoes ? 'received-plain' : kind;
  const language = languageOf([ticket.language, mailbox?.language ?? null], textKind, ownTexts);
  const texts = defaultTexts.get(language) ?? fallbackTexts;
  const template = ownTexts.get(`${textKind} ${language}`) ?? texts.bodies[textKind];
  const subject = echoes ? oneLine(ticket.subject) : texts.yourRequest;
  const written = render(template, {
    number: ticketNumber(ticket.number),
    subject,
    body: echoes ? body : '',
    solution: kind === 'solved' ? body : '',
    agent: automatic ? '' : (by.actorName ?? ''),
    requester: (echoes && person.name && oneLine(person.name)) || texts.somebody,
    mailbox: senderName,
  });
  const tagged = subjectFor(ticket.number, subject).slice(0, LONGEST_SUBJECT).toWellFormed();
  return { language, subject: automatic ? tagged : `Re: ${tagged}`, body: written };
}

/** The first language that there is a text of this kind in. */
export function languageOf(wanted: readonly (string | null)[], kind: TemplateKind, ownTexts: OwnTexts): string {
  const tags = wanted.map(baseLanguage);
  return (
    tags.find((tag) => tag !== null && (defaultTexts.has(tag) || ownTexts.has(`${kind} ${tag}`))) ??
    fallbackTexts.language
  );
}

/** Without line breaks and other characters that do something. */
export const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
