import { expect, test } from '@jest/globals';
import { whyOf } from './why';

test.each([
  ['The mail provider found a virus in it.', null, { kind: 'virus' }],
  ['The mail provider takes it for spam.', null, { kind: 'spam' }],
  ['a@b.example sent more than 30 mails on this ticket within an hour.', null, { kind: 'many', who: 'a@b.example', count: '30' }], // prettier-ignore
  ['a@b.example opened more than 45 tickets within ten minutes.', null, { kind: 'tickets', who: 'a@b.example', count: '45' }], // prettier-ignore
  ['It comes from one of our own mailboxes and belongs to no ticket.', null, { kind: 'own' }],
  ['Its subject says so. It belongs to no ticket.', 'out-of-office', { kind: 'automatic' }],
  ['It took too long.', null, { kind: 'unreadable' }],
  [null, null, { kind: 'other' }],
])('%j is understood', (failure, automatic, why) => {
  expect(whyOf({ failure, automatic })).toEqual(why);
});
