import { Authenticated } from '#access';
import { Database, type Statement } from '#database';
import { breachActions, clockKinds, DomainError, priorities, type ClockKind, type Priority } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

const LONGEST_TARGET_S = 10 * 366 * 86_400;

export const policyBody = z.strictObject({
  targetSeconds: z.int().min(1).max(LONGEST_TARGET_S),
  onBreach: z.enum(breachActions).meta({ description: 'Escalate the ticket one tier up, or only alert the leads.' }),
  evenIfHeld: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether a breach takes the ticket away from the agent who holds it.' }),
});
export type PolicyBody = z.output<typeof policyBody>;

const policyView = z.object({ priority: z.enum(priorities), kind: z.enum(clockKinds), ...policyBody.shape });
const policiesView = z.object({ items: z.array(policyView) });
const changedPolicyView = policyView.extend({ appliesTo: z.string() });

type PolicyView = z.output<typeof policyView>;

/** What is promised for each priority: `resolution` to the customer, `tier` by each tier to the others. */
@ApiTags('sla')
@Controller('sla/policies')
export class EditPoliciesController {
  constructor(private readonly database: Database) {}

  /** All policies, by priority. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, policiesView)
  async list(): Promise<{ items: PolicyView[] }> {
    return { items: await this.database.read<PolicyView>(list) };
  }

  /** Replaces one policy. It applies to clocks started afterwards; a clock that has started keeps the policy it started with. */
  @Put(':priority/:kind')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, changedPolicyView)
  @Refuses(404, 'policy.not-found')
  async write(
    @Param('priority') priority: string,
    @Param('kind') kind: string,
    @Body({ schema: policyBody }) body: PolicyBody,
  ): Promise<z.output<typeof changedPolicyView>> {
    if (!isPriority(priority) || !isKind(kind))
      throw new DomainError(
        'not-found',
        'policy.not-found',
        `There is no policy ${priority}/${kind}; there is one for each of ${priorities.join(', ')} and ${clockKinds.join(', ')}.`,
      );
    await this.database.read(write, [priority, kind, body.targetSeconds, body.onBreach, body.evenIfHeld]);
    return {
      priority,
      kind,
      ...body,
      appliesTo: 'Clocks started from now on; those that have started keep their target.',
    };
  }
}

const isPriority = (text: string): text is Priority => (priorities as readonly string[]).includes(text);
const isKind = (text: string): text is ClockKind => (clockKinds as readonly string[]).includes(text);

const list: Statement = {
  name: 'policy-list',
  text: `SELECT priority, kind, target_seconds AS "targetSeconds", on_breach AS "onBreach", even_if_held AS "evenIfHeld"
    FROM sla_policy ORDER BY kind, priority`,
};
const write: Statement = {
  name: 'policy-write',
  text: `INSERT INTO sla_policy (priority, kind, target_seconds, on_breach, even_if_held) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (priority, kind) DO UPDATE SET target_seconds = excluded.target_seconds,
      on_breach = excluded.on_breach, even_if_held = excluded.even_if_held`,
};
