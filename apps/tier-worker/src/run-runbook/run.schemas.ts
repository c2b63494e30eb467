import { runStates, stepKinds } from '#domain';
import { text } from '#http';
import { z } from 'zod';
import { stepView } from '../manage-runbooks/runbook.schemas.js';

const LIMIT = 1_000_000_000_000;

export const startRunBody = z.strictObject({ runbookId: z.uuid() });

export const stepDoneBody = z.strictObject({
  result: z
    .union([text({ max: 10_000 }), z.number().min(-LIMIT).max(LIMIT)])
    .optional()
    .meta({
      description:
        '`pass` or `fail` of a check, what was noted, or the label of the option taken. Left out: passed over, which required steps and branches are not.',
    }),
  note: text({ max: 10_000 }).optional(),
  seconds: z.int().min(0).max(86_400).optional().meta({ description: 'How long it took.' }),
});
export type StepDoneBody = z.output<typeof stepDoneBody>;

export const abandonRunBody = z.strictObject({ reason: text({ max: 2_000 }) });

const person = z.object({ id: z.uuid(), name: z.string() });
const stepName = z.object({ id: z.string(), title: z.string() });

const stepDoneView = z.object({
  stepId: z.string(),
  title: z.string(),
  kind: z.enum(stepKinds),
  position: z.int().meta({ description: 'Its place on the path, from 1.' }),
  result: z.union([z.string(), z.number()]).nullable().meta({ description: 'Null: passed over.' }),
  inWords: z.string().meta({ example: '41.5 ms' }),
  note: z.string().nullable(),
  seconds: z.int().nullable(),
  agent: person,
  at: z.date(),
  supersededAt: z.date().nullable().meta({ description: 'When it was corrected, or the way came to be another one.' }),
});

export const runView = z.object({
  id: z.uuid(),
  runbookId: z.uuid(),
  version: z.int().meta({ description: 'The version it began with, and keeps.' }),
  title: z.string(),
  state: z.enum(runStates),
  tier: z.int().nullable().meta({ description: 'Where the ticket was when it began.' }),
  startedBy: person,
  startedAt: z.date(),
  endedBy: person.nullable(),
  endedAt: z.date().nullable(),
  abandonReason: z.string().nullable(),
  seconds: z.int().meta({ description: 'Told on all its steps, corrected ones too.' }),
  current: stepView.nullable().meta({ description: 'The step to be done now; null when it is over.' }),
  path: z.array(stepDoneView).meta({ description: 'What was done and holds, in order.' }),
  corrected: z.array(stepDoneView).meta({ description: 'What was done and holds no more, as it was done.' }),
  missing: z.array(stepName).meta({ description: 'Required steps that may still come.' }),
  steps: z.array(stepView).meta({ description: 'All steps of its version.' }),
});
export type RunView = z.output<typeof runView>;

export const suggestion = z.object({
  id: z.uuid(),
  version: z.int(),
  title: z.string(),
  summary: z.string().nullable(),
  language: z.string().nullable(),
  stepCount: z.int(),
  requiredBeforeEscalation: z.boolean().meta({ description: 'Of this ticket: everything the runbook names is so.' }),
  score: z.int().meta({ description: 'The higher the better it fits.' }),
  why: z.array(z.enum(['product', 'words', 'sector', 'tier'])),
  found: z.array(z.string()).meta({ description: 'The words of the runbook that are in the ticket.' }),
  run: z
    .object({ id: z.uuid(), state: z.enum(runStates), version: z.int() })
    .nullable()
    .meta({ description: 'The latest on this ticket.' }),
});
export type Suggestion = z.output<typeof suggestion>;
