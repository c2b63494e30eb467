import { lifecycle, states, transitions, type State } from './lifecycle.js';

const BEGIN = '<!-- lifecycle:begin -->';
const END = '<!-- lifecycle:end -->';

/** The lifecycle as a Mermaid state diagram; actions that lead the same way share an arrow. */
export function lifecycleDiagram(): string {
  const arrows = new Map<string, string[]>();
  for (const [from, action, to] of transitions) {
    const arrow = `${from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), action]);
  }
  return [
    'stateDiagram-v2',
    '  [*] --> received',
    ...[...arrows].map(([arrow, actions]) => `  ${arrow}: ${actions.join(', ')}`),
    ...states.filter(isTerminal).map((state) => `  ${state} --> [*]`),
  ].join('\n');
}

/** The document with the diagram between its two marks. */
export function withLifecycleDiagram(document: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`The document needs ${BEGIN} and, below it, ${END}.`);
  const diagram = `${BEGIN}\n\n\`\`\`mermaid\n${lifecycleDiagram()}\n\`\`\`\n\n`;
  return document.slice(0, begin) + diagram + document.slice(end);
}

/** Where a ticket's life ends for good. */
const isTerminal = (state: State): boolean => Object.keys(lifecycle[state]).length === 0;
