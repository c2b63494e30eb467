import { describe, expect, test } from '@jest/globals';
import { eventId, isResumable, parseEventId } from './event-id.js';
import { isNews, parseSnapshot, sinceAll } from './snapshot.js';

const snapshot = (text: string) => parseSnapshot(text)!;

describe('a snapshot', () => {
  test('has seen what was committed below its end, and not what was running', () => {
    const seen = snapshot('10:20:10,14');
    expect([9, 10, 12, 14, 19, 20, 21].filter((tx) => isNews(tx, seen))).toEqual([10, 14, 20, 21]);
  });

  test.each(['', '1:2', '5:3:', '3:5:2', '3:5:5', '3:5:3,', 'a:b:', '1:99999999999999999:', '3:5:3;4'])(
    'is not %j',
    (text) => expect(parseSnapshot(text)).toBeNull(),
  );

  test('of several, everything is asked for that is news for one of them', () => {
    expect(sinceAll([snapshot('10:20:10,14'), snapshot('14:30:14,25')])).toEqual({ from: 20, late: [10, 14] });
    expect(sinceAll([])).toEqual({ from: Number.MAX_SAFE_INTEGER, late: [] });
  });
});

describe('the id of an event', () => {
  const now = { history: 'ab1t1', at: 1_000_000, snapshot: snapshot('10:20:10') };

  test('is where to go on', () => {
    const id = eventId('ab1t1', 999_990.7, '8:12:8,9');
    expect(parseEventId(id)).toEqual({ history: 'ab1t1', at: 999_990, snapshot: snapshot('8:12:8,9') });
    expect(isResumable(parseEventId(id)!, now)).toBe(true);
  });

  test('fits into a header however many transactions are running: some is told twice then', () => {
    const running = Array.from({ length: 1_000 }, (_, index) => 1_000_000 + index).join(',');
    const id = eventId('ab1t1', 1, `1000000:2000000:${running}`);
    expect(id.length).toBeLessThan(100);
    expect(parseEventId(id)?.snapshot).toEqual({ xmax: 1_000_000, running: new Set() });
  });

  test.each([
    ['of a database that was restored', { history: 'ab1t2' }],
    ['of long ago', { at: 1_000_000 - 301 }],
    ['of later', { at: 1_000_010 }],
    ['of more than was ever begun', { snapshot: snapshot('21:21:') }],
  ])('is not to be resumed from when it is %s', (_, other) => {
    expect(isResumable({ ...now, at: now.at - 10, ...other }, now)).toBe(false);
  });

  test.each(['', 'x', 'ab-1', 'ab-1-2:1:', 'AB-1-1:1:', `ab-1-1:1:\n`, `ab-1-${'1'.repeat(3_000)}`])(
    'is not %j',
    (id) => expect(parseEventId(id)).toBeNull(),
  );
});
