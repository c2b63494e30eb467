import { Authenticated } from '#access';
import type { Weights } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ManageDispatchHandler } from './manage-dispatch.handler.js';
import {
  dispatchRuleBody,
  dispatchRuleView,
  overflowRuleBody,
  overflowRuleView,
  weightsSchema,
  type DispatchRuleBody,
  type DispatchRuleView,
  type OverflowRuleBody,
  type OverflowRuleView,
  type WeightsBody,
} from './manage-dispatch.schemas.js';

/** How work comes to agents. Where nobody wrote a rule they take it themselves, and keep it. */
@ApiTags('dispatch')
@Controller('desk')
export class ManageDispatchController {
  constructor(private readonly handler: ManageDispatchHandler) {}

  /** The rules, by tier; that of a sector goes before that of its whole tier. For agents. */
  @Get('dispatch-rules')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(dispatchRuleView) }))
  async rules(): Promise<{ items: DispatchRuleView[] }> {
    return { items: await this.handler.rules() };
  }

  /** Sets the rule of a tier, or of one sector of it, as a whole: what is left out is as where there is no rule. For leads and admins. */
  @Put('dispatch-rules')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, dispatchRuleView)
  @Refuses(422, 'tier.unknown', 'sector.unknown')
  saveRule(@Body({ schema: dispatchRuleBody }) rule: DispatchRuleBody): Promise<DispatchRuleView> {
    return this.handler.saveRule(rule);
  }

  /** Takes a rule away. For leads and admins. What is on offer is withdrawn. */
  @Delete('dispatch-rules/:id')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(204)
  @Refuses(404, 'dispatch-rule.not-found')
  dropRule(@Param('id') id: string): Promise<void> {
    return this.handler.dropRule(id);
  }

  /** What a ticket of each priority takes of its agent's capacity, in units. For agents. */
  @Get('weights')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, weightsSchema)
  weights(): Promise<Weights> {
    return this.handler.weights();
  }

  /** Sets the weights. For leads and admins. Nobody loses what they hold. */
  @Put('weights')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, weightsSchema)
  saveWeights(@Body({ schema: weightsSchema }) weights: WeightsBody): Promise<Weights> {
    return this.handler.saveWeights(weights);
  }

  /** When partner teams come to see what waits. For agents. */
  @Get('overflow-rules')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(overflowRuleView) }))
  async overflowRules(): Promise<{ items: OverflowRuleView[] }> {
    return { items: await this.handler.overflowRules() };
  }

  /** Sets from when on a partner team sees what waits at a tier, or at one sector of it. For leads and admins. */
  @Put('overflow-rules')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, overflowRuleView)
  @Refuses(422, 'tier.unknown', 'sector.unknown', 'team.unknown', 'team.not-a-partner', 'calendar.unknown')
  saveOverflowRule(@Body({ schema: overflowRuleBody }) rule: OverflowRuleBody): Promise<OverflowRuleView> {
    return this.handler.saveOverflowRule(rule);
  }

  /** Takes an overflow rule away. For leads and admins. What the partner sees already it goes on seeing. */
  @Delete('overflow-rules/:id')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(204)
  @Refuses(404, 'overflow-rule.not-found')
  dropOverflowRule(@Param('id') id: string): Promise<void> {
    return this.handler.dropOverflowRule(id);
  }
}
