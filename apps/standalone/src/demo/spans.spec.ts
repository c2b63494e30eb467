import { describe, expect, it } from '@jest/globals';
import { spansOf } from './spans.js';

describe(spansOf.name, () => {
  it('lays tickets over the last hours in their order, and ends each before now', () => {
    const spans = spansOf(Array.from({ length: 40 }, (_, index) => ({ isOver: index % 2 === 0 })));
    const opened = spans.map(({ openedAgo }) => openedAgo);
    expect(opened).toEqual(opened.toSorted((one, other) => other - one));
    expect(opened[0]).toBeGreaterThan(3 * 60);
    expect(opened.at(-1)).toBeLessThan(10);
    for (const { openedAgo, lasted } of spans) expect(lasted).toBeLessThan(openedAgo);
  });
});
