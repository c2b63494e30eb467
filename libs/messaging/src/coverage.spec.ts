import { message } from '#contracts';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { missingHandlers } from './coverage.js';

const Everywhere = message('everywhere.said', {
  data: z.strictObject({ tier: z.int() }),
  to: { tier: ({ tier }) => tier, sla: true },
});
const Here = message('here.said', { data: z.strictObject({}), to: { triage: true } });
const contracts = [Everywhere, Here];

describe('start-up coverage', () => {
  test('an app needs a handler for every message its queues can get', () => {
    expect(missingHandlers(['triage'], new Set(['here.said']), contracts)).toEqual([]);
    expect(missingHandlers(['triage'], new Set(), contracts)).toEqual([
      'Queue "triage" gets here.said, but nobody handles it: add a consumer with @OnMessage for it.',
    ]);
  });

  test('each tier queue counts as one of its family', () => {
    expect(missingHandlers(['tier-1', 'tier-7'], new Set(), contracts)).toHaveLength(2);
  });

  test('messages of queues that are served elsewhere do not matter', () => {
    expect(missingHandlers(['vendor'], new Set(), contracts)).toEqual([]);
  });
});
