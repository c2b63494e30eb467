import { Authenticated } from '#access';
import { Database, type Statement } from '#database';
import {
  breachActions,
  clockKinds,
  defaultWarnAt,
  DomainError,
  entitlements,
  listeners,
  priorities,
  type ClockKind,
  type Entitlement,
  type Priority,
} from '#domain';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

const LONGEST_TARGET_S = 10 * 366 * 86_400;

export const policyBody = z.strictObject({
  targetSeconds: z.int().min(1).max(LONGEST_TARGET_S),
  warnAt: z
    .array(z.int().min(1).max(99))
    .max(10)
    .transform((percents) => [...new Set(percents)].toSorted((a, b) => a - b))
    .default([...defaultWarnAt])
    .meta({ description: 'Per cent of the target at which the clock rings before it is broken.' }),
  warn: z
    .enum(listeners)
    .default('assignee')
    .meta({ description: 'Who is told then: the agent who holds the ticket, if somebody does, or the leads.' }),
  onBreach: z.enum(breachActions).meta({
    description: 'Escalate the ticket one tier up, raise its priority by one, or only alert the leads.',
  }),
  evenIfHeld: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether a breach takes the ticket away from the agent who holds it.' }),
  calendar: text({ max: 63 })
    .nullable()
    .default(null)
    .meta({ description: 'The code of the calendar whose hours count; null: round the clock.' }),
});
export type PolicyBody = z.output<typeof policyBody>;

const policyView = z.object({
  priority: z.enum(priorities),
  kind: z.enum(clockKinds),
  entitlement: z
    .enum(['any', ...entitlements])
    .meta({ description: '`any`: for tickets whose own kind of support has no policy.' }),
  targetSeconds: z.int(),
  warnAt: z.array(z.int()),
  warn: z.enum(listeners),
  onBreach: z.enum(breachActions),
  evenIfHeld: z.boolean(),
  calendar: z.string().nullable(),
});
const policiesView = z.object({ items: z.array(policyView) });
const changedPolicyView = policyView.extend({ appliesTo: z.string() });

type PolicyView = z.output<typeof policyView>;
type ChangedPolicy = z.output<typeof changedPolicyView>;

/**
 * What is promised for each priority: `first_response` and `resolution` to the customer, `tier` by each tier to the others;
 * for all tickets, or for one kind of support.
 */
@ApiTags('sla')
@Controller('sla/policies')
export class EditPoliciesController {
  constructor(private readonly database: Database) {}

  /** All policies, by kind and priority. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, policiesView)
  async list(): Promise<{ items: PolicyView[] }> {
    return { items: await this.database.read<PolicyView>(list) };
  }

  /**
   * Replaces the policy for tickets whose kind of support has none of its own. It applies to clocks started afterwards; a
   * clock that has started keeps the policy it started with, until the ticket gets another priority.
   */
  @Put(':priority/:kind')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, changedPolicyView)
  @Refuses(404, 'policy.not-found')
  @Refuses(422, 'calendar.unknown')
  async write(
    @Param('priority') priority: string,
    @Param('kind') kind: string,
    @Body({ schema: policyBody }) body: PolicyBody,
  ): Promise<ChangedPolicy> {
    return this.replace(placeOf(priority, kind), body);
  }

  /** Replaces or adds the policy for tickets with one kind of support; it goes before the one for any. */
  @Put(':priority/:kind/:entitlement')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, changedPolicyView)
  @Refuses(404, 'policy.not-found')
  @Refuses(422, 'calendar.unknown')
  async writeFor(
    @Param('priority') priority: string,
    @Param('kind') kind: string,
    @Param('entitlement') entitlement: string,
    @Body({ schema: policyBody }) body: PolicyBody,
  ): Promise<ChangedPolicy> {
    return this.replace(placeOf(priority, kind, entitlement), body);
  }

  /** Takes away the policy for one kind of support: the one for any applies to clocks started afterwards. */
  @Delete(':priority/:kind/:entitlement')
  @Authenticated({ roles: ['admin'] })
  @Answers(204)
  @Refuses(404, 'policy.not-found')
  async remove(
    @Param('priority') priority: string,
    @Param('kind') kind: string,
    @Param('entitlement') entitlement: string,
  ): Promise<void> {
    const place = placeOf(priority, kind, entitlement);
    const removed = await this.database.read(remove, [place.priority, place.kind, place.entitlement]);
    if (removed.length === 0) throw notFound(`${priority}/${kind}/${entitlement}`);
  }

  private async replace({ priority, kind, entitlement }: Place, body: PolicyBody): Promise<ChangedPolicy> {
    const { targetSeconds, warnAt, warn, onBreach, evenIfHeld, calendar } = body;
    const rule = [targetSeconds, warnAt, warn, onBreach, evenIfHeld, calendar];
    const written = await this.database.read(write, [priority, kind, entitlement, ...rule]);
    if (written.length === 0) throw unknownCalendar(calendar);
    const appliesTo = 'Clocks started from now on; those that have started keep their target.';
    return { priority, kind, entitlement, targetSeconds, warnAt, warn, onBreach, evenIfHeld, calendar, appliesTo };
  }
}

type Place = Pick<PolicyView, 'priority' | 'kind' | 'entitlement'>;

/** Which policy a path names; the one for any is replaced, never taken away. */
function placeOf(priority: string, kind: string, entitlement?: string): Place {
  const isKnown = entitlement === undefined || isEntitlement(entitlement);
  if (isPriority(priority) && isKind(kind) && isKnown) return { priority, kind, entitlement: entitlement ?? 'any' };
  throw notFound([priority, kind, entitlement].filter((part) => part !== undefined).join('/'));
}

const notFound = (path: string): DomainError =>
  new DomainError(
    'not-found',
    'policy.not-found',
    `There is no policy ${path}. There is one for each of ${priorities.join(', ')} and ${clockKinds.join(', ')}, and there may be one for each of these and ${entitlements.join(', ')}.`,
  );

const unknownCalendar = (code: string | null): DomainError => {
  const detail = `There is no calendar ${code}; GET /api/v1/sla/calendars has them.`;
  return new DomainError('refused', 'calendar.unknown', detail, { errors: [{ pointer: '/calendar', detail }] });
};

const isEntitlement = (text: string): text is Entitlement => (entitlements as readonly string[]).includes(text);
const isPriority = (text: string): text is Priority => (priorities as readonly string[]).includes(text);
const isKind = (text: string): text is ClockKind => (clockKinds as readonly string[]).includes(text);

const list: Statement = {
  name: 'policy-list',
  text: `SELECT priority, kind, entitlement, target_seconds AS "targetSeconds", warn_at AS "warnAt", warn,
      on_breach AS "onBreach", even_if_held AS "evenIfHeld", calendar
    FROM sla_policy ORDER BY kind, priority, entitlement <> 'any', entitlement`,
};
const write: Statement = {
  name: 'policy-write',
  text: `INSERT INTO sla_policy (priority, kind, entitlement, target_seconds, warn_at, warn, on_breach, even_if_held, calendar)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9::text
    WHERE $9::text IS NULL OR EXISTS (SELECT FROM calendar WHERE code = $9)
    ON CONFLICT (priority, kind, entitlement) DO UPDATE SET target_seconds = excluded.target_seconds,
      warn_at = excluded.warn_at, warn = excluded.warn, on_breach = excluded.on_breach,
      even_if_held = excluded.even_if_held, calendar = excluded.calendar
    RETURNING priority`,
};
const remove: Statement = {
  name: 'policy-remove',
  text: `DELETE FROM sla_policy WHERE priority = $1 AND kind = $2 AND entitlement = $3 RETURNING priority`,
};
