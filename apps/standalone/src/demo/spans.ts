/** When a ticket was opened, and how long things happened on it, in minutes. */
export interface Span {
  readonly openedAgo: number;
  readonly lasted: number;
}

const FIRST_AGO = 4 * 60;
const LAST_AGO = 2;

/**
 * For tickets in the order in which they came: the first half a day of work ago, the last just now, more and more of them.
 * Most are so young that what is promised about them can still be kept.
 */
export function spansOf(tickets: readonly { readonly isOver: boolean }[]): readonly Span[] {
  return tickets.map(({ isOver }, index) => {
    const openedAgo = Math.round(LAST_AGO + FIRST_AGO * (1 - index / tickets.length) ** 4);
    // Different for each, and the same at every start.
    const share = isOver ? 0.25 + ((index * 37) % 60) / 100 : 0.55 + ((index * 29) % 40) / 100;
    return { openedAgo, lasted: Math.floor(openedAgo * share) };
  });
}
