import type { FieldProblem } from '../errors.js';
import { END, reachableFrom, waysFrom, type RunbookStep } from './runbook.js';

/**
 * What keeps these steps from being worked through; nothing when they can be published: there is a first one, every way leads to a
 * step that exists, every step can be come to, and from every step there is a way to the end.
 */
export function problemsOf(steps: readonly RunbookStep[]): FieldProblem[] {
  const first = steps[0];
  if (!first) return [{ pointer: '/steps', detail: 'Write at least one step.', code: 'runbook.no-steps' }];
  const single = steps.flatMap((step, at) => [...namesOf(steps, at), ...shapeOf(step, at), ...unknownWays(steps, at)]);
  return single.length > 0 ? single : waysThrough(steps, first);
}

function namesOf(steps: readonly RunbookStep[], at: number): FieldProblem[] {
  const { id } = steps[at]!;
  const pointer = `/steps/${at}/id`;
  if (id === END) {
    const detail = `"${END}" is where runbooks end: call this step something else.`;
    return [{ pointer, detail, code: 'runbook-step.id-reserved', values: { id } }];
  }
  const before = steps.findIndex((step) => step.id === id);
  if (before === at) return [];
  const detail = `Step ${before + 1} is called "${id}" too: each needs its own id.`;
  return [{ pointer, detail, code: 'runbook-step.id-twice', values: { id, step: before + 1 } }];
}

/** What belongs to its kind is there, and nothing of another kind. */
function shapeOf(step: RunbookStep, at: number): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (field: string, code: `runbook-step.${string}`, detail: string) =>
    problems.push({ pointer: `/steps/${at}/${field}`, detail, code });
  const { kind, input, options } = step;
  if (kind !== 'check' && step.onFail !== undefined)
    add('onFail', 'runbook-step.not-a-check', 'Only a check can fail: leave this out.');
  if (kind !== 'input' && input !== undefined)
    add('input', 'runbook-step.notes-nothing', `A ${kind} notes nothing: leave this out.`);
  if (kind !== 'branch' && options !== undefined)
    add('options', 'runbook-step.does-not-branch', `A ${kind} does not branch: leave this out.`);
  if (kind === 'branch') {
    if (step.next !== undefined)
      add('next', 'runbook-step.goes-by-options', 'A branch goes on where its options say: leave this out.');
    if (!options || options.length < 2) add('options', 'runbook-step.too-few-options', 'Give at least two options.');
    else if (twice(options.map(({ label }) => label)))
      add('options', 'runbook-step.option-twice', 'Each option needs its own label.');
  }
  if (kind === 'input') {
    if (input === undefined)
      add('input', 'runbook-step.input-missing', 'Say what is to be noted: a text, a number or a choice.');
    else problems.push(...inputOf(input, `/steps/${at}/input`));
  }
  return problems;
}

function inputOf(
  { type, unit, min, max, choices }: NonNullable<RunbookStep['input']>,
  pointer: string,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (field: string, code: `runbook-step.${string}`, detail: string) =>
    problems.push({ pointer: `${pointer}/${field}`, detail, code });
  if (type === 'choice') {
    if (!choices || choices.length < 2) add('choices', 'runbook-step.too-few-choices', 'Give at least two choices.');
    else if (twice(choices)) add('choices', 'runbook-step.choice-twice', 'Each choice may stand here once.');
  } else if (choices !== undefined)
    add('choices', 'runbook-step.no-choices', `A ${type} has no choices: leave this out.`);
  if (type !== 'number')
    for (const [field, value] of Object.entries({ unit, min, max }))
      if (value !== undefined) add(field, 'runbook-step.not-a-number', 'Only a number has it: leave this out.');
  if (min !== undefined && max !== undefined && min > max) {
    const detail = `Give at least ${min}, the least allowed.`;
    problems.push({ pointer: `${pointer}/max`, detail, code: 'too-small', values: { min } });
  }
  return problems;
}

function unknownWays(steps: readonly RunbookStep[], at: number): FieldProblem[] {
  const { next, onFail, options = [] } = steps[at]!;
  const named: [string, string | undefined][] = [
    ['next', next],
    ['onFail', onFail],
    ...options.map((option, index): [string, string] => [`options/${index}/next`, option.next]),
  ];
  return named
    .filter(([, id]) => id !== undefined && id !== END && !steps.some((step) => step.id === id))
    .map(([field, id]) => ({
      pointer: `/steps/${at}/${field}`,
      detail: `There is no step "${id}": name one of this runbook, or "${END}".`,
      code: 'runbook-step.unknown-next',
      values: { id: id!, end: END },
    }));
}

function waysThrough(steps: readonly RunbookStep[], first: RunbookStep): FieldProblem[] {
  const reachable = reachableFrom(steps, first.id);
  const ending = endingOnes(steps);
  return steps.flatMap(({ id, title }, at) => {
    const pointer = `/steps/${at}`;
    const wrong = (code: `runbook-step.${string}`, detail: string): FieldProblem[] => [
      { pointer, detail, code, values: { title } },
    ];
    if (!reachable.has(id))
      return wrong('runbook-step.unreachable', `No step leads to "${title}": let one, or take it out.`);
    if (ending.has(id)) return [];
    return wrong('runbook-step.endless', `From "${title}" there is no way to the end: it goes round for ever.`);
  });
}

/** The ids of the steps from which the end can be come to. */
function endingOnes(steps: readonly RunbookStep[]): ReadonlySet<string> {
  const ending = new Set<string>([END]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [at, { id }] of steps.entries()) {
      if (ending.has(id) || !waysFrom(steps, at).some((next) => ending.has(next))) continue;
      ending.add(id);
      grown = true;
    }
  }
  return ending;
}

const twice = (values: readonly string[]): boolean => new Set(values).size < values.length;
