import { Authenticated } from '#access';
import { clockKinds, channels, entitlements, priorities } from '#domain';
import { Answers, queryInteger } from '#http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { MatchPoliciesHandler, type Match } from './match-policies.handler.js';
import { policyView } from './policy.view.js';

const factsQuery = z.strictObject({
  priority: z.enum(priorities),
  entitlement: z.enum(entitlements).optional(),
  organisationId: z.uuid().toLowerCase().optional(),
  channel: z.enum(channels).optional(),
  tier: queryInteger({ min: 1, max: 99 }).optional(),
  teamId: z.uuid().toLowerCase().optional(),
  vendorId: z.uuid().toLowerCase().optional(),
});

const matchView = z.object({
  items: z.array(
    z.object({
      kind: z.enum(clockKinds),
      policy: policyView.nullable().meta({ description: 'Null: nothing of this kind is promised.' }),
      why: z.string().meta({ example: 'It names priority; no other fits.' }),
      others: z.array(z.uuid()).meta({ description: 'Policies that fit as well and name less, the next best first.' }),
    }),
  ),
});

@ApiTags('sla')
@Controller('sla/policies/match')
export class MatchPoliciesController {
  constructor(private readonly handler: MatchPoliciesHandler) {}

  /**
   * Which policy of each kind would hold for a ticket of which this is known, and why. `tier` and `teamId` count for `tier`
   * alone, `vendorId` for the kinds of vendors.
   */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, matchView)
  async match(@Query({ schema: factsQuery }) given: z.output<typeof factsQuery>): Promise<{ items: Match[] }> {
    const { priority, entitlement = null, organisationId = null, channel = null } = given;
    const { tier = null, teamId = null, vendorId = null } = given;
    const facts = { priority, entitlement, organisationId, channel, tier, teamId, vendorId };
    return { items: await this.handler.handle(facts) };
  }
}
