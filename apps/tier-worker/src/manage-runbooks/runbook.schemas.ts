import { hasLetters, inputTypes, stepKinds } from '#domain';
import { fieldProblemSchema, like, misformed, pageQuery, queryInteger, text } from '#http';
import { z } from 'zod';

const stepId = z
  .string()
  .check(
    like(
      'identifier',
      /^[a-z0-9][a-z0-9-]{0,39}$/,
      'Use lower-case letters, digits and hyphens, at most 40, such as "ping-gateway".',
    ),
  );
const LIMIT = 1_000_000_000_000;
const bound = z.number().min(-LIMIT).max(LIMIT);
const choice = text({ max: 200 });

const input = z
  .strictObject({
    type: z.enum(inputTypes),
    unit: text({ max: 40 }).optional().meta({ example: 'ms' }),
    min: bound.optional(),
    max: bound.optional(),
    choices: z.array(choice).max(50).optional(),
  })
  .meta({ description: 'Of a step of the kind `input`: what is to be noted.' });
const option = z.strictObject({ label: choice, next: stepId });

const stepFields = {
  id: stepId,
  title: text({ max: 200 }),
  instruction: text({ min: 0, max: 20_000 }),
  expected: text({ max: 2_000 }).optional().meta({ description: 'What one sees when all is well.' }),
  kind: z.enum(stepKinds),
  required: z.boolean().meta({ description: 'It cannot be passed over.' }),
  input: input.optional(),
  options: z.array(option).max(20).optional().meta({ description: 'Of a step of the kind `branch`: the ways on.' }),
  next: stepId.optional().meta({ description: 'The step after it, or `end`; left out, the one below.' }),
  onFail: stepId.optional().meta({ description: 'Of a check: where it goes on when it failed.' }),
};
const stepBody = z.strictObject({
  ...stepFields,
  instruction: stepFields.instruction.default(''),
  required: stepFields.required.default(false),
});
export const stepView = z.object(stepFields);

const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,4}$/i;
const word = text({ max: 200 }).refine(
  hasLetters,
  misformed('word', 'Give a word, a phrase, or the beginning of a word followed by *.'),
);

const fields = {
  title: text({ max: 200 }),
  summary: text({ max: 2_000 }).nullable(),
  language: z
    .string()
    .check(like('language', LANGUAGE, 'Give a language tag, such as en or pt-BR.'))
    .nullable(),
  tiers: z.array(z.int().min(1).max(99)).min(1).max(50).meta({ description: 'For whose agents.' }),
  sectors: z
    .array(text({ max: 40 }))
    .max(100)
    .meta({ description: 'Their codes. Empty: every sector.' }),
  products: z
    .array(text({ max: 200 }))
    .max(200)
    .meta({ description: 'Their codes. Empty: every product.' }),
  words: z
    .array(word)
    .max(100)
    .meta({ description: 'Any of them in subject, description or symptom; `net*` matches beginnings.' }),
  requiredBeforeEscalation: z
    .boolean()
    .meta({ description: 'A ticket it is for cannot be escalated before its required steps are done.' }),
  steps: z.array(stepBody).max(200),
};

export const newRunbookBody = z.strictObject({
  ...fields,
  summary: fields.summary.default(null),
  language: fields.language.default(null),
  sectors: fields.sectors.default([]),
  products: fields.products.default([]),
  words: fields.words.default([]),
  requiredBeforeEscalation: fields.requiredBeforeEscalation.default(false),
  steps: fields.steps.default([]),
  publish: z.boolean().default(false).meta({ description: 'Whether it holds at once; otherwise it is a draft.' }),
});
export type NewRunbookBody = z.output<typeof newRunbookBody>;

export const runbookChangeBody = z.strictObject({ ...fields, publish: z.boolean() }).partial();
export type RunbookChangeBody = z.output<typeof runbookChangeBody>;

/** What a version says, as it is written. */
export type RunbookContent = Omit<NewRunbookBody, 'publish'>;

export const runbooksQuery = pageQuery.extend({
  tier: queryInteger({ min: 1, max: 99 }).optional(),
  sector: text({ max: 40 }).optional().meta({ description: 'Those for this sector, and those for every one.' }),
  archived: z.enum(['true', 'false']).default('false'),
  q: text({ max: 200 }).optional().meta({ description: 'A part of the title.' }),
});
export type RunbooksQuery = z.output<typeof runbooksQuery>;

const person = z.object({ id: z.uuid(), name: z.string() });
const scopeView = {
  title: z.string(),
  summary: z.string().nullable(),
  language: z.string().nullable(),
  tiers: z.array(z.int()),
  sectors: z.array(z.string()),
  products: z.array(z.string()),
  words: z.array(z.string()),
  requiredBeforeEscalation: z.boolean(),
};

export const runbookSummary = z.object({
  id: z.uuid(),
  ...scopeView,
  published: z.int().nullable().meta({ description: 'The version that holds; null: none was published yet.' }),
  draft: z.int().nullable().meta({ description: 'The version that is being written.' }),
  stepCount: z.int(),
  changedAt: z.date(),
  archivedAt: z.date().nullable(),
});
export type RunbookSummary = z.output<typeof runbookSummary>;

export const versionView = z.object({
  version: z.int(),
  ...scopeView,
  steps: z.array(stepView),
  changedBy: person,
  changedAt: z.date(),
  publishedBy: person.nullable(),
  publishedAt: z.date().nullable(),
  problems: z.array(fieldProblemSchema).meta({ description: 'What keeps a draft from being published.' }),
});
export type VersionView = z.output<typeof versionView>;

export const versionOutcomes = z.object({
  version: z.int(),
  publishedAt: z.date().nullable(),
  publishedBy: person.nullable(),
  runs: z.int(),
  running: z.int(),
  finished: z.int(),
  abandoned: z.int(),
  solvedWithoutEscalation: z
    .int()
    .meta({ description: 'Finished ones whose ticket was solved since and never went further up.' }),
  medianSeconds: z.number().nullable().meta({ description: 'Of finished ones whose steps were timed.' }),
});

export const runbookView = z.object({
  id: z.uuid(),
  createdBy: person,
  createdAt: z.date(),
  archivedAt: z.date().nullable(),
  published: versionView.nullable(),
  draft: versionView.nullable(),
  versions: z.array(versionOutcomes).meta({ description: 'The latest first.' }),
});
export type RunbookView = z.output<typeof runbookView>;
