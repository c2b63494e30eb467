import type { Language } from '../clocks/explain/language.js';
import type { FieldCode, FieldProblem, FieldValues } from '../errors.js';
import { below, END, reachableFrom, type RunbookStep, type StepInput, type StepResult } from './runbook.js';

/** One step that was done. */
export interface StepDone {
  readonly stepId: string;
  readonly result: StepResult;
}

/** The step a run is at; null when it has come to the end. `path` holds what was done, in order. */
export function currentStep(steps: readonly RunbookStep[], path: readonly StepDone[]): RunbookStep | null {
  const last = path.at(-1);
  const id = last ? nextAfter(steps, last) : (steps[0]?.id ?? END);
  return steps.find((step) => step.id === id) ?? null;
}

/** Where it goes on from a step with this result: a step's id, or the end. */
export function nextAfter(steps: readonly RunbookStep[], { stepId, result }: StepDone): string {
  const at = steps.findIndex((step) => step.id === stepId);
  const step = steps[at];
  if (!step) return END;
  if (step.kind === 'branch') return step.options?.find(({ label }) => label === result)?.next ?? END;
  if (step.kind === 'check' && result === 'fail' && step.onFail !== undefined) return step.onFail;
  return step.next ?? below(steps, at);
}

/** A step that is done, or done anew. `at` is its place on the path, from 0; `dropped` are the places that no longer hold. */
export interface Done {
  readonly at: number;
  readonly isCorrection: boolean;
  readonly dropped: readonly number[];
}

/**
 * What doing a step means for a path: the current one is added to it; one that was done before is corrected where it was done last,
 * and what came after it holds as far as the way is still the same. Null: the step is neither.
 */
export function placeOf<Entry extends StepDone>(
  steps: readonly RunbookStep[],
  path: readonly Entry[],
  done: StepDone,
): Done | null {
  if (currentStep(steps, path)?.id === done.stepId) return { at: path.length, isCorrection: false, dropped: [] };
  const at = path.findLastIndex(({ stepId }) => stepId === done.stepId);
  if (at < 0) return null;
  let holds = at + 1;
  let wanted = nextAfter(steps, done);
  while (holds < path.length && path[holds]!.stepId === wanted) wanted = nextAfter(steps, path[holds++]!);
  return {
    at,
    isCorrection: true,
    dropped: path.flatMap((_, place) => (place === at || place >= holds ? [place] : [])),
  };
}

/** The required steps that this path has not done and may still come to. */
export function missingSteps(steps: readonly RunbookStep[], path: readonly StepDone[]): RunbookStep[] {
  const current = currentStep(steps, path);
  if (!current) return [];
  const ahead = reachableFrom(steps, current.id);
  const done = new Set(path.map(({ stepId }) => stepId));
  return steps.filter((step) => step.required && ahead.has(step.id) && !done.has(step.id));
}

type WrongResult = Omit<FieldProblem, 'pointer'>;
const wrong = (detail: string, code: FieldCode, values: FieldValues = {}): { readonly problem: WrongResult } => ({
  problem: { detail, code, values },
});

/** The result as it is kept, or what is wrong with it. A number may come as the text of one. */
export function judgeResult(
  step: RunbookStep,
  given: string | number | undefined,
): { readonly result: StepResult } | { readonly problem: WrongResult } {
  if (given === undefined) {
    if (step.kind === 'branch')
      return wrong(`Say which it is: ${listed(labelsOf(step))}.`, 'not-a-choice', { choices: labelsOf(step) });
    return step.required ? wrong('This step is required: give its result.', 'required') : { result: null };
  }
  switch (step.kind) {
    case 'check':
      return given === 'pass' || given === 'fail'
        ? { result: given }
        : wrong('Give "pass" or "fail".', 'not-a-choice', { choices: ['pass', 'fail'] });
    case 'branch':
      return oneOf(labelsOf(step), given);
    case 'input':
      return judgeInput(step.input ?? { type: 'text' }, given);
  }
}

function judgeInput({ type, unit, min, max, choices = [] }: StepInput, given: string | number) {
  if (type === 'choice') return oneOf(choices, given);
  if (type === 'text') {
    const text = String(given);
    return text.trim() === '' ? wrong('Write what you found.', 'required') : { result: text };
  }
  const number =
    typeof given === 'number' ? given : DECIMAL.test(given.trim()) ? Number(given.trim().replace(',', '.')) : NaN;
  const inUnit = unit === undefined ? '' : ` ${unit}`;
  if (!Number.isFinite(number))
    return wrong(`Give a number${unit === undefined ? '' : ` of ${unit}`}.`, 'wrong-type', { expected: 'number' });
  if (min !== undefined && number < min) return wrong(`Give at least ${min}${inUnit}.`, 'too-small', { min });
  if (max !== undefined && number > max) return wrong(`Give at most ${max}${inUnit}.`, 'too-large', { max });
  return { result: number };
}

const DECIMAL = /^[-+]?\d{1,15}([.,]\d{1,15})?$/;

const labelsOf = ({ options = [] }: RunbookStep): string[] => options.map(({ label }) => label);
const listed = (labels: readonly string[]): string => labels.map((label) => `"${label}"`).join(', ');
const oneOf = (labels: readonly string[], given: string | number) =>
  labels.includes(String(given))
    ? { result: String(given) }
    : wrong(`Give one of ${listed(labels)}.`, 'not-a-choice', { choices: labels });

/** A result in words, as it stands in a work order. */
export function resultInWords(step: RunbookStep | undefined, result: StepResult, language: Language = 'en'): string {
  const { passed, failed, passedOver } = outcomes[language];
  if (result === null) return passedOver;
  if (step?.kind === 'check') return result === 'pass' ? passed : failed;
  return step?.input?.unit === undefined ? String(result) : `${result} ${step.input.unit}`;
}

const outcomes: Readonly<Record<Language, Readonly<Record<'passed' | 'failed' | 'passedOver', string>>>> = {
  en: { passed: 'passed', failed: 'failed', passedOver: 'passed over' },
  ru: { passed: 'пройдено', failed: 'не пройдено', passedOver: 'пропущено' },
  ko: { passed: '통과', failed: '실패', passedOver: '건너뜀' },
};
