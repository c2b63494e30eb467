import type { paths } from '../../../api/schema';

export type Runbook = paths['/api/v1/runbooks/{id}']['get']['responses'][200]['content']['application/json'];
export type RunbookBody = paths['/api/v1/runbooks']['post']['requestBody']['content']['application/json'];
export type RunbookLine =
  paths['/api/v1/runbooks']['get']['responses'][200]['content']['application/json']['items'][number];
type Step = NonNullable<RunbookBody['steps']>[number];
type Version = NonNullable<Runbook['draft']>;

/** A step as it is typed: everything it could have, whatever its kind. */
export interface StepForm {
  id: string;
  title: string;
  instruction: string;
  expected: string;
  kind: 'check' | 'input' | 'branch';
  required: boolean;
  inputType: 'text' | 'number' | 'choice';
  unit: string;
  min: number | string;
  max: number | string;
  choices: string[];
  options: { label: string; next: string }[];
  next: string;
  onFail: string;
}
export interface RunbookForm {
  title: string;
  summary: string;
  tiers: string[];
  sectors: string[];
  products: string[];
  words: string[];
  requiredBeforeEscalation: boolean;
  steps: StepForm[];
}

export function newStep(steps: readonly StepForm[]): StepForm {
  let number = steps.length + 1;
  while (steps.some(({ id }) => id === `step-${number}`)) number += 1;
  const nothing = { title: '', instruction: '', expected: '', unit: '', min: '', max: '', next: '', onFail: '' };
  const options = [
    { label: '', next: '' },
    { label: '', next: '' },
  ];
  return { ...nothing, id: `step-${number}`, kind: 'check', required: false, inputType: 'text', choices: [], options };
}

const toStepForm = (step: Version['steps'][number]): StepForm => ({
  ...newStep([]),
  id: step.id,
  title: step.title,
  instruction: step.instruction,
  expected: step.expected ?? '',
  kind: step.kind,
  required: step.required,
  inputType: step.input?.type ?? 'text',
  unit: step.input?.unit ?? '',
  min: step.input?.min ?? '',
  max: step.input?.max ?? '',
  choices: [...(step.input?.choices ?? [])],
  ...(step.options && { options: step.options.map((option) => ({ ...option })) }),
  next: step.next ?? '',
  onFail: step.onFail ?? '',
});

export const toForm = (version: Version | null): RunbookForm => ({
  title: version?.title ?? '',
  summary: version?.summary ?? '',
  tiers: (version?.tiers ?? [1]).map(String),
  sectors: [...(version?.sectors ?? [])],
  products: [...(version?.products ?? [])],
  words: [...(version?.words ?? [])],
  requiredBeforeEscalation: version?.requiredBeforeEscalation ?? false,
  steps: version ? version.steps.map((step) => toStepForm(step)) : [newStep([])],
});

const inputOf = ({ inputType, unit, min, max, choices }: StepForm): NonNullable<Step['input']> => {
  if (inputType === 'choice') return { type: inputType, choices };
  if (inputType === 'text') return { type: inputType };
  return {
    type: inputType,
    ...(unit.trim() && { unit }),
    ...(min !== '' && { min: Number(min) }),
    ...(max !== '' && { max: Number(max) }),
  };
};

export const toBody = (form: RunbookForm): RunbookBody => ({
  title: form.title,
  summary: form.summary.trim() || null,
  tiers: form.tiers.map(Number),
  sectors: form.sectors,
  products: form.products,
  words: form.words,
  requiredBeforeEscalation: form.requiredBeforeEscalation,
  steps: form.steps.map((step) => ({
    id: step.id,
    title: step.title,
    instruction: step.instruction,
    kind: step.kind,
    required: step.required,
    ...(step.expected.trim() && { expected: step.expected }),
    ...(step.kind === 'input' && { input: inputOf(step) }),
    ...(step.kind === 'branch' && { options: step.options }),
    ...(step.kind !== 'branch' && step.next && { next: step.next }),
    ...(step.kind === 'check' && step.onFail && { onFail: step.onFail }),
  })),
});
