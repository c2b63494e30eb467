import { describe, expect, test } from '@jest/globals';
import { bodyOf, once, pathOf, start } from './new-ticket-form';

describe('a new ticket', () => {
  const form = { ...start, email: ' ann@customer.example ', subject: ' No dial tone ', description: 'Since noon.\n' };

  test('says nothing of what was left empty', () => {
    expect(bodyOf({ ...form, name: ' ', product: ' FW-100 ' })).toEqual({
      subject: 'No dial tone',
      description: 'Since noon.\n',
      requester: { email: 'ann@customer.example' },
      channel: 'phone',
      impact: 'medium',
      urgency: 'medium',
      product: 'FW-100',
    });
  });

  test('knows the fields that the server means', () => {
    expect(['/requester/email', '/requester/name', '/requester', '/subject'].map(pathOf)).toEqual([
      'email',
      'name',
      'email',
      undefined,
    ]);
  });

  test('is opened once, however often the same is sent', () => {
    const keyFor = once();
    const first = keyFor(bodyOf(form));

    expect(keyFor(bodyOf(form))).toBe(first);
    expect(keyFor(bodyOf({ ...form, subject: 'Other' }))).not.toBe(first);
  });
});
