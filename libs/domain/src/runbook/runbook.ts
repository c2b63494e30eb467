/** Where a runbook ends. No step may be called so. */
export const END = 'end';

export const stepKinds = ['check', 'input', 'branch'] as const;
/** `check`: passed or failed. `input`: something is noted. `branch`: what is so decides where it goes on. */
export type StepKind = (typeof stepKinds)[number];

export const inputTypes = ['text', 'number', 'choice'] as const;
export type InputType = (typeof inputTypes)[number];

/** What is to be noted. */
export interface StepInput {
  readonly type: InputType;
  /** Of a number: `ms`, `°C`. */
  readonly unit?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Of a choice. */
  readonly choices?: readonly string[] | undefined;
}

/** One way on from a branch. */
export interface StepOption {
  readonly label: string;
  readonly next: string;
}

/** One step of a runbook. `next`, `onFail` and an option's `next` name another step, or `end`. */
export interface RunbookStep {
  readonly id: string;
  readonly title: string;
  readonly instruction: string;
  /** What one sees when all is well. */
  readonly expected?: string | undefined;
  readonly kind: StepKind;
  /** Whether it must be done: it cannot be passed over, and may stand in the way of an escalation. */
  readonly required: boolean;
  readonly input?: StepInput | undefined;
  readonly options?: readonly StepOption[] | undefined;
  /** The step after it; left out, the one that stands below it. */
  readonly next?: string | undefined;
  /** Of a check that failed; left out, as if it had passed. */
  readonly onFail?: string | undefined;
}

/** `pass` or `fail` of a check, what was noted, the label of the option taken; null: passed over. */
export type StepResult = string | number | null;

export const runStates = ['running', 'finished', 'abandoned'] as const;
export type RunState = (typeof runStates)[number];

/** The id of the step that follows one when nothing else is said: the one below it, or the end. */
export const below = (steps: readonly RunbookStep[], at: number): string => steps[at + 1]?.id ?? END;

/** Every way on from a step. */
export function waysFrom(steps: readonly RunbookStep[], at: number): string[] {
  const step = steps[at]!;
  if (step.kind === 'branch') return (step.options ?? []).map(({ next }) => next);
  const next = step.next ?? below(steps, at);
  return step.kind === 'check' && step.onFail !== undefined && step.onFail !== next ? [next, step.onFail] : [next];
}

/** The ids of all steps that can still be come to from one, itself among them. */
export function reachableFrom(steps: readonly RunbookStep[], id: string): ReadonlySet<string> {
  const places = new Map(steps.map((step, at) => [step.id, at]));
  const seen = new Set<string>();
  const waiting = [id];
  while (waiting.length > 0) {
    const next = waiting.pop()!;
    const at = places.get(next);
    if (at === undefined || seen.has(next)) continue;
    seen.add(next);
    waiting.push(...waysFrom(steps, at));
  }
  return seen;
}
