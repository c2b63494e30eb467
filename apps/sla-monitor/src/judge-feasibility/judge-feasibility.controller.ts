import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Database, feasibilitySchema, feasibilityView } from '#database';
import { DomainError, tierName, type Feasibility } from '#domain';
import { answerIn, Answers, languageField, queryInteger, Refuses } from '#http';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { readableTicket } from '../read-clocks/readable-ticket.js';

export const feasibilityQuery = z.strictObject({
  tier: queryInteger({ min: 1, max: 99 }).optional(),
  vendor: z.uuid().optional().meta({ description: 'The vendor’s id.' }),
  language: languageField,
});
type FeasibilityQuery = z.output<typeof feasibilityQuery>;

@ApiTags('sla')
@Controller('tickets')
export class JudgeFeasibilityController {
  constructor(private readonly database: Database) {}

  /**
   * Whether the customer’s promised solution can still be in time when the ticket goes to a tier (`tier=2`) or a vendor
   * (`vendor=<id>`) that takes all the time it promises. `escalate` and `ask-vendor` warn of the same, and go through all the
   * same. For agents.
   */
  @Get(':id/feasibility')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, feasibilitySchema)
  @Refuses(400, 'request.invalid')
  @Refuses(404, 'ticket.not-found')
  @Refuses(422, 'tier.unknown', 'vendor.unknown')
  async judge(
    @Param('id') idOrNumber: string,
    @Query({ schema: feasibilityQuery }) query: FeasibilityQuery,
    @CurrentCaller() caller: AgentCaller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Feasibility> {
    const ticket = await readableTicket(this.database, caller, idOrNumber);
    const { tier, vendor } = query;
    if ((tier === undefined) === (vendor === undefined)) throw eitherOne();
    const to = tier === undefined ? { vendorId: vendor! } : { tier };
    const judged = await feasibilityView(this.database, ticket, to, answerIn(reply, query.language));
    if (judged) return judged;
    throw tier === undefined
      ? unknown('vendor.unknown', '/vendor', 'There is no such vendor.')
      : unknown('tier.unknown', '/tier', `There is no tier ${tierName(tier)}.`);
  }
}

const unknown = (code: string, pointer: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer, detail }] });

/** Said only of a ticket that may be read: of any other nothing is said. */
function eitherOne(): DomainError {
  const detail = 'Give either `tier` or `vendor`: who is to get the ticket.';
  return new DomainError('invalid', 'request.invalid', detail, { errors: [{ pointer: '/tier', detail }] });
}
