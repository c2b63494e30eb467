import { Authenticated } from '#access';
import { Answers, queryInteger } from '#http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { flowKinds, FlowQuery, type Flow } from './flow.query.js';

const flow = z.object({
  since: z.date(),
  until: z.date(),
  partSeconds: z.number().meta({ description: 'The time is cut into parts of this length.' }),
  steps: z.array(
    z.object({
      at: z.date().meta({ description: 'The beginning of the part it happened in.' }),
      kind: z.enum(flowKinds),
      from: z.int().nullable().meta({ description: 'The tier it came from; null: from outside.' }),
      to: z.int().meta({ description: 'The tier it went to, or at which it was solved or its vendor asked.' }),
      count: z.int(),
    }),
  ),
});

const flowQuery = z.strictObject({ hours: queryInteger({ min: 1, max: 72 }).default(8) });

@ApiTags('desk')
@Controller('desk/flow')
export class ShowFlowController {
  constructor(private readonly flow: FlowQuery) {}

  /** How many tickets moved through the tiers in the last `hours` (8 unless told, at most 72), in 24 parts. For leads and admins. */
  @Get()
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, flow)
  show(@Query({ schema: flowQuery }) { hours }: z.output<typeof flowQuery>): Promise<Flow> {
    return this.flow.last(hours);
  }
}
