import { expect, test } from '@jest/globals';
import { Problem } from '../../../../api/problem';
import { wayOut } from './waiting-file';

const refused = (code: string): Promise<Problem> =>
  Problem.from(new Response(JSON.stringify({ code }), { status: 422 }), 'en');

test.each([
  ['attachment.used', true, 'retry'],
  ['attachment.used', false, 'attach'],
  ['attachment.unknown', false, 'attach'],
  ['attachment.infected', false, 'remove'],
] as const)(
  'what the server refuses with %s (may be tried again: %s) leaves a way out: %s',
  async (code, mayRetry, way) => {
    expect(wayOut({ mayRetry, why: await refused(code) })).toBe(way);
  },
);

test('what we know ourselves does so, too', () => {
  expect(wayOut({ mayRetry: true, why: Problem.unreachable() })).toBe('retry');
  expect(wayOut({ mayRetry: false, why: 'attachment.elsewhere' })).toBe('attach');
  expect(wayOut({ mayRetry: false, why: 'tooLarge' })).toBe('remove');
});
