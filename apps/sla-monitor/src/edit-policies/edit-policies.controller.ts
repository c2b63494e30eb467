import { actorOf, Authenticated, CurrentCaller, type Caller } from '#access';
import { Database } from '#database';
import { clockKinds } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { EditPoliciesHandler } from './edit-policies.handler.js';
import { unknownInPolicies } from './named-in.js';
import { changedPolicyBody, policyBody } from './policy.body.js';
import { PolicyStore } from './policy.store.js';
import { policyView, type PolicyView } from './policy.view.js';

const listQuery = z.strictObject({ kind: z.enum(clockKinds).optional() });

/**
 * What is promised, to whom and by whom. A policy names any of its conditions; of those that fit a ticket the most telling one
 * holds. Every change has a number and a time, and from that time on counts for everything that has not ended.
 */
@ApiTags('sla')
@Controller('sla/policies')
export class EditPoliciesController {
  constructor(
    private readonly database: Database,
    private readonly policies: PolicyStore,
    private readonly handler: EditPoliciesHandler,
  ) {}

  /** All policies in force, by kind and priority; `kind` leaves out the others. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, z.object({ items: z.array(policyView) }))
  async list(@Query({ schema: listQuery }) { kind }: z.output<typeof listQuery>): Promise<{ items: PolicyView[] }> {
    return { items: await this.policies.list(this.database, kind ?? null) };
  }

  /** One policy as it is in force. */
  @Get(':id')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, policyView)
  @Refuses(404, 'policy.not-found')
  read(@Param('id') id: string): Promise<PolicyView> {
    return this.handler.expect(this.database, id);
  }

  /**
   * Adds a policy. Clocks that run already and that it fits best go by it from now on, with what they have used; they are brought
   * along in the background: `GET /sla/changes/{changeId}`. See `POST /sla/policies/preview` for what that will be.
   */
  @Post()
  @Authenticated({ roles: ['admin'] })
  @Answers(201, policyView)
  @Refuses(409, 'policy.conditions-taken')
  @Refuses(422, ...unknownInPolicies)
  async add(
    @Body({ schema: policyBody }) draft: z.output<typeof policyBody>,
    @CurrentCaller() caller: Caller,
  ): Promise<PolicyView> {
    return (await this.handler.grant({ add: draft }, actorOf(caller)))!;
  }

  /** Replaces a policy as a whole: what is left out is as in a new one. The same again changes nothing. */
  @Put(':id')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, policyView)
  @Refuses(404, 'policy.not-found')
  @Refuses(409, 'policy.conditions-taken', 'policy.stale-version')
  @Refuses(422, 'policy.other-kind', ...unknownInPolicies)
  async change(
    @Param('id') id: string,
    @Body({ schema: changedPolicyBody }) { draft, expectedVersion }: z.output<typeof changedPolicyBody>,
    @CurrentCaller() caller: Caller,
  ): Promise<PolicyView> {
    return (await this.handler.grant({ change: id, into: draft, expectedVersion }, actorOf(caller)))!;
  }

  /** Takes a policy away. Its clocks go by the next one that fits; where there is none, they are cancelled. */
  @Delete(':id')
  @Authenticated({ roles: ['admin'] })
  @Answers(204)
  @Refuses(404, 'policy.not-found')
  async remove(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.handler.grant({ remove: id }, actorOf(caller));
  }
}
