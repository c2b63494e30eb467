import { expect } from '@jest/globals';
import type { HostileWorld } from './hostile.world.js';
import { each, type Ask, type Reply } from './raw.client.js';

export interface Attempt {
  readonly what: string;
  readonly ask: Ask;
  /** One of these; any 4xx by default. */
  readonly status?: number | readonly number[];
  readonly code?: string;
  /** The errors must name this field, or something in it. */
  readonly pointer?: string;
}

/** Sends all of them: each is refused as it should be, and afterwards everything is as it was before. */
export async function allRefused(world: HostileWorld, attempts: readonly Attempt[], atOnce?: number): Promise<void> {
  expect(attempts.length).toBeGreaterThan(0);
  const before = await world.fingerprint();
  const wrong = await each(
    attempts,
    async (attempt) => {
      const { what, ask } = attempt;
      const found = faults(await world.send(ask), attempt);
      return found.length === 0 ? [] : [`${ask.method} ${ask.path.slice(0, 120)}, ${what}: ${found.join(', ')}`];
    },
    atOnce,
  );
  expect(wrong.flat()).toEqual([]);
  expect(await world.fingerprint()).toEqual(before);
}

/** In what way an answer is not the problem document it must be; nothing when it is. */
export function faults(
  { status, headers, body }: Reply,
  { status: wanted, code, pointer }: Omit<Attempt, 'what' | 'ask'> = {},
): string[] {
  const pointers = ((body?.errors ?? []) as { pointer: string }[]).map((error) => error.pointer);
  const rules: readonly (readonly [isKept: boolean, otherwise: string])[] = [
    [status >= 400 && status < 500, `status ${status}`],
    [wanted === undefined || [wanted].flat().includes(status), `status ${status} instead of ${String(wanted)}`],
    [headers['content-type'] === 'application/problem+json; charset=utf-8', `type ${headers['content-type']}`],
    [headers['x-content-type-options'] === 'nosniff', 'no nosniff'],
    [/^[a-z-]+\.[a-z-]+$/.test(body?.code), `code ${body?.code}`],
    [code === undefined || body?.code === code, `code ${body?.code} instead of ${code}`],
    [body?.status === status && Boolean(body.type && body.title && body.detail), 'no full problem document'],
    [body?.correlationId === headers['x-correlation-id'], 'another correlation id'],
    [
      pointer === undefined || pointers.some((at) => `${at}/`.startsWith(`${pointer}/`)),
      `errors at ${pointers.join(', ')}`,
    ],
  ];
  return rules.filter(([isKept]) => !isKept).map(([, otherwise]) => otherwise);
}
