import { describe, expect, it, test } from '@jest/globals';
import type { Notification } from './decide.js';
import { answersNobody, recipientsOf, type People, type Person } from './recipients.js';

const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  email: `${id}@customer.example`,
  name: id,
  verified: true,
  bounce: null,
  bounceReason: null,
  ...more,
});
const people = (more: Partial<People> = {}): People => ({
  requester: person('ann'),
  participants: [person('bob')],
  ownAddresses: new Set(['help@example.com']),
  reachesExamples: true,
  agentEmails: new Map([['kim', 'kim@example.com']]),
  ...more,
});
const reply: Notification = {
  kind: 'reply',
  version: 4,
  automatic: false,
  by: { actorKind: 'agent', actorId: 'kim', actorName: 'Kim' },
  body: 'Try this',
};
const moved: Notification = { ...reply, kind: 'moved', automatic: true };
const addresses = (notification: Notification, more?: Partial<People>): string[] =>
  recipientsOf(notification, people(more)).map(
    ({ person: { email }, hindrance }) => `${email}${hindrance ? ` ${hindrance.state}` : ''}`,
  );

describe('who is told', () => {
  it('is the requester, and of what was written the others too, each once', () => {
    expect(addresses(reply)).toEqual(['ann@customer.example', 'bob@customer.example']);
    expect(addresses(reply, { participants: [person('x', { email: 'ann@customer.example' })] })).toHaveLength(1);
    expect(addresses(moved)).toEqual(['ann@customer.example']);
  });

  it('is never who wrote it', () => {
    const reopened: Notification = {
      ...moved,
      kind: 'reopened',
      by: { actorKind: 'customer', actorId: 'ann', actorName: null },
    };
    expect(addresses(reopened)).toEqual([]);
    expect(addresses({ ...reopened, kind: 'received' })).toEqual(['ann@customer.example']);
    expect(addresses({ ...reopened, by: { ...reopened.by, actorId: 'bob' } })).toEqual(['ann@customer.example']);
    expect(addresses(reply, { requester: person('kim', { email: 'kim@example.com' }) })).toEqual([
      'bob@customer.example',
    ]);
  });

  it('is by itself nobody who gave no address', () => {
    const unknown = person('unknown', { email: 'unknown@sender.invalid', bounce: 'hard' });
    expect(addresses(moved, { requester: unknown })).toEqual([]);
    expect(addresses(reply, { requester: unknown, participants: [] })).toEqual(['unknown@sender.invalid failed']);
  });

  it('is nobody whose address bounces for good', () => {
    const requester = person('ann', { bounce: 'hard', bounceReason: '5.1.1 unknown user' });
    expect(recipientsOf(moved, people({ requester }))[0]?.hindrance).toEqual({
      state: 'failed',
      reason: 'The address bounces: 5.1.1 unknown user',
    });
    expect(addresses(moved, { requester: person('ann', { bounce: 'soft' }) })).toEqual(['ann@customer.example']);
  });

  it('is nobody at a domain of examples, by a server of the real world', () => {
    expect(addresses(moved, { reachesExamples: false })).toEqual(['ann@customer.example suppressed']);
    const real = person('ann', { email: 'ann@customer.com' });
    expect(addresses(moved, { reachesExamples: false, requester: real })).toEqual(['ann@customer.com']);
  });

  it('is not ourselves, nor by itself an address that nobody reads', () => {
    const ourselves = person('us', { email: 'help+abc@example.com' });
    expect(addresses(reply, { requester: ourselves, participants: [] })).toEqual(['help+abc@example.com suppressed']);
    const robot = person('robot', { email: 'no-reply@shop.example' });
    expect(addresses(moved, { requester: robot })).toEqual(['no-reply@shop.example suppressed']);
    expect(addresses(reply, { requester: robot, participants: [] })).toEqual(['no-reply@shop.example']);
  });
});

test.each([
  ['noreply@x.example', true],
  ['No-Reply+4711@x.example', true],
  ['do_not_reply@x.example', true],
  ['mailer-daemon@x.example', true],
  ['bounces-123=me@x.example', true],
  ['shop.noreply@x.example', true],
  ['norbert@x.example', false],
  ['replies@x.example', false],
  ['bouncer@x.example', false],
  ['notify.me@x.example', false],
  ['postmaster@x.example', true],
])('%s answers nobody: %s', (email, expected) => expect(answersNobody(email)).toBe(expected));
