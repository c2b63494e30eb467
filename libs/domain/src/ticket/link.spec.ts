import { expect, it } from '@jest/globals';
import { expectLinkable, MOST_CHILDREN, type Linked } from './link.js';

const ticket = (over: Partial<Linked> = {}): Linked => ({
  id: 'child',
  number: 1,
  state: 'queued',
  parentId: null,
  children: 0,
  ...over,
});
const parent = (over: Partial<Linked> = {}): Linked => ticket({ id: 'parent', number: 2, ...over });

it('a ticket becomes part of another, whatever has become of the other tickets of it', () => {
  expect(expectLinkable(ticket({ state: 'resolved' }), parent({ children: MOST_CHILDREN - 1 }))).toBe(false);
});

it('linking what is linked changes nothing', () => {
  expect(expectLinkable(ticket({ parentId: 'parent' }), parent({ children: MOST_CHILDREN }))).toBe(true);
});

it.each<[string, Linked, Linked]>([
  ['link.to-itself', ticket(), parent({ id: 'child' })],
  ['link.has-parent', ticket({ parentId: 'other' }), parent()],
  ['link.has-children', ticket({ children: 1 }), parent()],
  ['link.parent-is-child', ticket(), parent({ parentId: 'other' })],
  // The cycle: the parent-to-be is part of the very ticket.
  ['link.has-children', ticket({ children: 1 }), parent({ parentId: 'child' })],
  ['link.ticket-over', ticket({ state: 'merged' }), parent()],
  ['link.ticket-over', ticket(), parent({ state: 'rejected' })],
  ['link.too-many', ticket(), parent({ children: MOST_CHILDREN })],
])('is refused: %s', (code, child, of) => {
  expect(() => expectLinkable(child, of)).toThrow(
    expect.objectContaining({
      code,
      extra: expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/parent' })] }),
    }),
  );
});
