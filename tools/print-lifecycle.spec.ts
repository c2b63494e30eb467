import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { lifecycleDiagram, transitions, withLifecycleDiagram } from '#domain';

test('the lifecycle in ARCHITECTURE.md is the one in the code (if not: npm run docs:lifecycle)', async () => {
  const document = await readFile(new URL('../ARCHITECTURE.md', import.meta.url), 'utf8');
  expect(document).toBe(withLifecycleDiagram(document));
});

test('the diagram has every action, on the arrow from its state to the next', () => {
  const arrows = lifecycleDiagram().split('\n');
  for (const [from, action, to] of transitions) {
    const arrow = arrows.find((line) => line.startsWith(`  ${from} --> ${to}: `));
    expect(arrow?.split(': ')[1]?.split(', ')).toContain(action);
  }
});

test('a document without the marks is refused', () => {
  expect(() => withLifecycleDiagram('# Nothing here')).toThrow('lifecycle:begin');
});
