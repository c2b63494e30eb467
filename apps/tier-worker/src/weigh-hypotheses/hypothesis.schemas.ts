import { hypothesisStates, levels } from '#domain';
import { text } from '#http';
import { z } from 'zod';
import { actionBody } from '../desk/action.decorator.js';

const evidence = z.strictObject({
  for: z.boolean().meta({ description: 'Whether it speaks for the cause, or against it.' }),
  text: text({ max: 5_000 }),
  source: z
    .strictObject({ runId: z.uuid(), stepId: text({ max: 40 }) })
    .optional()
    .meta({ description: 'The step of a runbook, done on this ticket, that showed it.' }),
});

const fields = {
  cause: text({ max: 2_000 }),
  likelihood: z.enum(levels),
  state: z.enum(hypothesisStates),
  evidence: z.array(evidence).max(100).meta({ description: 'All of it, in order.' }),
  position: z
    .int()
    .min(1)
    .max(1_000)
    .meta({ description: 'Its place among the others, from 1; the last when left out.' }),
  setUnderlyingProblem: z
    .boolean()
    .meta({ description: "Whether its cause becomes the ticket's underlying problem; only when it is confirmed." }),
};

export const newHypothesisBody = actionBody({
  cause: fields.cause,
  likelihood: fields.likelihood.default('medium'),
  state: fields.state.default('open'),
  evidence: fields.evidence.default([]),
  position: fields.position.optional(),
  setUnderlyingProblem: fields.setUnderlyingProblem.default(false),
});
export const hypothesisChangeBody = actionBody({
  cause: fields.cause.optional(),
  likelihood: fields.likelihood.optional(),
  state: fields.state.optional(),
  evidence: fields.evidence.optional(),
  position: fields.position.optional(),
  setUnderlyingProblem: fields.setUnderlyingProblem.default(false),
});
export type HypothesisChangeBody = z.output<typeof hypothesisChangeBody>;
export type NewHypothesisBody = z.output<typeof newHypothesisBody>;

const person = z.object({ id: z.uuid(), name: z.string() });
export const hypothesisView = z.object({
  id: z.uuid(),
  position: z.int(),
  cause: z.string(),
  likelihood: z.enum(levels),
  state: z.enum(hypothesisStates),
  evidence: z.array(
    z.object({
      for: z.boolean(),
      text: z.string(),
      source: z.object({ runId: z.uuid(), stepId: z.string() }).optional(),
    }),
  ),
  createdBy: person,
  createdAt: z.date(),
  changedBy: person,
  changedAt: z.date(),
});
export type HypothesisView = z.output<typeof hypothesisView>;
