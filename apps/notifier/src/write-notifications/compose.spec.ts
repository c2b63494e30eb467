import { describe, expect, it, test } from '@jest/globals';
import { compose, isAcknowledged, mayEcho, type Mailbox, type Opening } from './compose.js';
import type { Notification } from './decide.js';
import type { Person } from './recipients.js';

const ann: Person = {
  id: 'ann',
  email: 'ann@customer.example',
  name: 'Ann',
  verified: true,
  bounce: null,
  bounceReason: null,
};
const stranger: Person = { ...ann, verified: false };
const byMail: Opening = { actorKind: 'customer', actorId: 'ann', mail: { automatic: false, refuted: false } };
const mailbox: Mailbox = { id: 'm', address: 'help@example.com', name: 'Help', language: 'ru', acknowledge: true };
const ticket = {
  number: 1042,
  subject: 'Buy at https://spam.example',
  language: null as string | null,
  requesterId: 'ann',
};
const about = { ticket, opening: byMail, mailbox, senderName: 'Help', ownTexts: new Map<string, string>() };
const received: Notification = {
  kind: 'received',
  version: 1,
  automatic: true,
  by: { actorKind: 'customer', actorId: 'ann', actorName: 'Ann' },
  body: 'Cheap pills',
};
const reply: Notification = {
  kind: 'reply',
  version: 4,
  automatic: false,
  by: { actorKind: 'agent', actorId: 'kim', actorName: 'Kim' },
  body: 'Turn it on.',
};

test.each<[string, Person, Opening, boolean]>([
  ['to a verified address', ann, byMail, true],
  ['to an unknown one', stranger, byMail, false],
  ['in a mail that the address’s domain disowns', ann, { ...byMail, mail: { automatic: false, refuted: true } }, false],
  ['by a customer who had signed in', stranger, { ...byMail, mail: null }, true],
  ['by another one', stranger, { actorKind: 'customer', actorId: 'bob', mail: null }, false],
  ['by an API key', stranger, { actorKind: 'api-key', actorId: 'k', mail: null }, false],
  ['by an API key about a verified one', ann, { actorKind: 'api-key', actorId: 'k', mail: null }, true],
  ['by an agent', stranger, { actorKind: 'agent', actorId: 'kim', mail: null }, true],
])('what is written %s may be repeated by itself: %#', (_, person, opening, expected) =>
  expect(mayEcho(person, opening)).toBe(expected),
);

test.each<[string, Opening, Mailbox | null, boolean]>([
  ['a mail', byMail, mailbox, true],
  ['an automatic mail', { ...byMail, mail: { automatic: true, refuted: false } }, mailbox, false],
  ['a forged mail', { ...byMail, mail: { automatic: false, refuted: true } }, mailbox, false],
  ['a mail to a mailbox that does not', byMail, { ...mailbox, acknowledge: false }, false],
  ['what came otherwise', { ...byMail, mail: null }, { ...mailbox, acknowledge: false }, true],
])('%s is acknowledged: %#', (_, opening, box, expected) => expect(isAcknowledged(opening, box)).toBe(expected));

describe('a mail', () => {
  it('repeats nothing to an address that nobody has verified, whatever the kind', () => {
    for (const kind of ['received', 'moved', 'waiting', 'closed', 'reopened'] as const) {
      const { subject, body } = compose({ ...received, kind }, stranger, about);
      expect(subject).toBe('[T-1042] Ваше обращение');
      expect(body).toContain('T-1042');
      expect(body).not.toMatch(/spam|pills|Ann/);
    }
  });

  it('keeps its subject stable, and answers when a person wrote it', () => {
    expect(compose(received, ann, about).subject).toBe('[T-1042] Buy at https://spam.example');
    expect(compose(reply, stranger, about)).toEqual({
      language: 'ru',
      subject: 'Re: [T-1042] Buy at https://spam.example',
      body: 'Turn it on.\n\n-- \nKim\nHelp',
    });
    const again = { ...about, ticket: { ...ticket, subject: 'Re: [T-1042] Re: The\r\nBcc: x@y.example printer' } };
    expect(compose(reply, ann, again).subject).toBe('Re: [T-1042] The Bcc: x@y.example printer');
    const long = { ...about, ticket: { ...ticket, subject: '🖨'.repeat(400) } };
    expect(compose(reply, ann, long).subject.length).toBeLessThan(260);
    expect(compose(reply, ann, long).subject.isWellFormed()).toBe(true);
  });

  it('is in the ticket’s language, else the mailbox’s, else English', () => {
    const languageIn = (language: string | null, box = mailbox.language) =>
      compose(received, ann, { ...about, ticket: { ...ticket, language }, mailbox: { ...mailbox, language: box } })
        .language;
    expect([languageIn('ko-KR'), languageIn('fr'), languageIn(null), languageIn('fr', null)]).toEqual([
      'ko',
      'ru',
      'ru',
      'en',
    ]);
  });

  it('uses the admins’ text, also in a language it has none of its own for', () => {
    const ownTexts = new Map([
      ['received ru', 'Номер {{number}}'],
      ['received fr', 'Bonjour {{requester}}'],
    ]);
    expect(compose(received, ann, { ...about, ownTexts }).body).toBe('Номер T-1042');
    const french = { ...about, ownTexts, ticket: { ...ticket, language: 'fr' } };
    expect(compose(received, ann, french).body).toBe('Bonjour Ann');
    expect(compose(reply, ann, french).language).toBe('ru');
  });
});
