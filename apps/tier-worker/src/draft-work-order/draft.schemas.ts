import { timeAtTierSchema } from '#database';
import { fieldProblemSchema } from '#http';
import { z } from 'zod';
import { agentWork } from '../show-hand-overs/work-log.schemas.js';
import { runbookStepView } from '../show-hand-overs/hand-overs.schemas.js';

export const draftView = z.object({
  to: z
    .object({ tier: z.int(), name: z.string(), sector: z.string().nullable() })
    .nullable()
    .meta({ description: 'Where it would go: the next tier unless another is asked for; null: this is the last one.' }),
  workOrder: z
    .object({
      situation: z.string().optional(),
      tried: z.array(z.object({ action: z.string(), result: z.string() })).optional(),
      hypothesis: z.string().optional(),
      customerContext: z.string().optional(),
      checkFirst: z.string().optional(),
    })
    .meta({ description: 'As `escalate` takes it. What nobody wrote down is left out.' }),
  missing: z.array(fieldProblemSchema).meta({ description: 'What is still to be filled in.' }),
  runbooks: z
    .array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        runId: z.uuid().nullable().meta({ description: 'The run to go on with; null: it was not begun.' }),
        steps: z.array(z.object({ id: z.string(), title: z.string() })),
      }),
    )
    .meta({ description: 'Runbooks that come first, with their required steps that are not done.' }),
  unfinished: z
    .array(z.object({ source: z.enum(['note', 'work-log']), agent: z.string(), at: z.date(), text: z.string() }))
    .meta({ description: 'Noted without a result: say what came of it, and it is something that was tried.' }),
  runbookSteps: z.array(runbookStepView).meta({ description: 'Go with the work order by themselves.' }),
  timePerTier: z.array(timeAtTierSchema).meta({ description: 'Goes with the work order by itself.' }),
  workPerAgent: z.array(agentWork),
});
export type Draft = z.output<typeof draftView>;
