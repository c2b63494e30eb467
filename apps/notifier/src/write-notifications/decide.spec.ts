import type { Action, State } from '#domain';
import { describe, expect, it, test } from '@jest/globals';
import { notificationKinds, type NotificationKind } from '../notification-kinds.js';
import { decide, type LoggedEvent, type Rules } from './decide.js';

const at = new Date('2026-03-02T10:00:00Z');
const allOn: Rules = new Map(notificationKinds.map((kind) => [kind, new Date(0)]));

const event = (version: number, action: Action | null, more: Partial<LoggedEvent> = {}): LoggedEvent => ({
  version,
  type: 'ticket.something',
  at,
  action,
  actorKind: 'agent',
  actorId: 'kim',
  actorName: 'Kim',
  post: null,
  public: true,
  data: {},
  ...more,
});
const told = (state: State, events: readonly LoggedEvent[], rules = allOn): string[] =>
  decide({ state, channel: 'email' }, events, rules).map(
    ({ kind, version, automatic }) => `${version} ${kind}${automatic ? ', by itself' : ''}`,
  );

describe('who is told what', () => {
  it.each<[string, State, LoggedEvent, string[]]>([
    ['a new ticket is acknowledged', 'queued', event(1, null, { post: 'Help' }), ['1 received, by itself']],
    ['a routed one says nothing', 'queued', event(2, 'route', { actorKind: 'system' }), []],
    ['an agent’s post is passed on', 'in_progress', event(4, null, { post: 'Try this' }), ['4 reply']],
    ['a note is not', 'in_progress', event(4, null), []],
    ['what the customer wrote is not', 'in_progress', event(4, null, { actorKind: 'customer', post: 'And?' }), []],
    ['a question is asked', 'awaiting_customer', event(4, 'ask-customer', { post: 'Which?' }), ['4 question']],
    ['also when it was answered meanwhile', 'resolved', event(4, 'ask-customer', { post: 'Which?' }), ['4 question']],
    ['a solution is told', 'resolved', event(5, 'resolve', { post: 'Done' }), ['5 solved']],
    ['also when the ticket was reopened', 'queued', event(5, 'resolve', { post: 'Done' }), ['5 solved']],
    ['who waits for a vendor is told', 'awaiting_vendor', event(4, 'ask-vendor'), ['4 waiting, by itself']],
    ['and for an intervention', 'awaiting_intervention', event(4, 'wait'), ['4 waiting, by itself']],
    ['but not when it is over', 'in_progress', event(4, 'ask-vendor'), []],
    ['a move is told', 'queued', event(4, 'escalate'), ['4 moved, by itself']],
    ['of the system too', 'queued', event(4, 'auto-escalate', { actorKind: 'system' }), ['4 moved, by itself']],
    ['closing is told', 'closed', event(9, 'close', { actorKind: 'system' }), ['9 closed, by itself']],
    ['reopening is told', 'queued', event(9, 'reopen'), ['9 reopened, by itself']],
    ['spam is not acknowledged', 'rejected', event(1, null, { post: 'Pills' }), []],
    ['nor what was merged', 'merged', event(1, null, { post: 'Again' }), []],
  ])('%s', (_, state, happened, expected) => expect(told(state, [happened])).toEqual(expected));

  it('a log that was not looked at for long gives everything that was written, and what still holds', () => {
    const log = [
      event(1, null, { post: 'Help' }),
      event(3, 'escalate'),
      event(4, null, { post: 'One' }),
      event(5, 'transfer'),
      event(6, null, { post: 'Two' }),
      event(7, 'ask-vendor'),
    ];
    expect(told('awaiting_vendor', log)).toEqual([
      '1 received, by itself',
      '4 reply',
      '5 moved, by itself',
      '6 reply',
      '7 waiting, by itself',
    ]);
    expect(told('closed', log)).toEqual(['4 reply', '6 reply']);
  });
});

test('kinds that are off, and events before they were on, are told of to nobody', () => {
  const rules = new Map<NotificationKind, Date>([
    ['reply', at],
    ['solved', new Date(at.getTime() + 1)],
  ]);
  const log = [event(3, 'escalate'), event(4, null, { post: 'One' }), event(5, 'resolve', { post: 'Done' })];
  expect(told('resolved', log, rules)).toEqual(['4 reply']);
});

test('nobody is behind an alert', () => {
  expect(decide({ state: 'queued', channel: 'alert' }, [event(4, null, { post: 'Hello?' })], allOn)).toEqual([]);
});
