import type { DeliveryEvent } from '#mail';
import { describe, expect, it } from '@jest/globals';
import { meaningOf } from './meaning.js';

const event = (over: Partial<DeliveryEvent>): DeliveryEvent => ({
  eventType: 'bounced',
  timestamp: null,
  eventId: 'e1',
  messageId: null,
  originalMessageId: null,
  recipient: 'kim@acme.example',
  rejectReason: null,
  permanent: null,
  description: null,
  mtaResponse: null,
  tags: [],
  metadata: {},
  clickUrl: null,
  userAgent: null,
  ...over,
});

describe('what a delivery event means for its address', () => {
  it.each([
    ['an unknown user', { mtaResponse: '550 5.1.1 The email account does not exist.', permanent: true }, 'hard'],
    ['a full mailbox', { mtaResponse: '552 5.2.2 The mailbox is full' }, 'soft'],
    ['for good, without a word', { permanent: true }, 'hard'],
    ['not for good, as the provider says', { mtaResponse: '550 5.1.1 User unknown', permanent: false }, 'soft'],
    ['on the list of those that bounced', { eventType: 'rejected', rejectReason: 'bounced' }, 'hard'],
    ['a mail that was refused for what it says', { eventType: 'rejected', rejectReason: 'blocked' }, 'soft'],
    ['a complaint', { eventType: 'complained' }, 'soft'],
  ] as const)('%s', (_, over, kind) => {
    expect(meaningOf(event(over))).toMatchObject({ kind });
  });

  it.each(['deferred', 'opened', 'clicked', 'sent', 'queued', 'unknown', 'unsubscribed'] as const)(
    '%s: nothing',
    (eventType) => {
      expect(meaningOf(event({ eventType }))).toBeNull();
    },
  );

  it('keeps the words of the server on one line, and its code', () => {
    const mtaResponse = `550 5.1.1 no\r\nsuch\0 user${'x'.repeat(5_000)}\ud800`;
    const { reason, status } = meaningOf(event({ mtaResponse })) as { reason: string; status: string };
    expect([reason.includes('\n'), reason.includes('\0'), reason.length < 500, status]).toEqual([
      false,
      false,
      true,
      '5.1.1',
    ]);
    expect(meaningOf(event({ eventType: 'delivered' }))).toEqual({ kind: 'delivered' });
  });
});
