import { Authenticated, CurrentCaller, steers, type AgentCaller } from '#access';
import { Database, ticketSchema, type TicketView } from '#database';
import { DomainError, isUuid } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ClaimTicketHandler } from '../claim-ticket/claim-ticket.handler.js';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { DispatchBell } from '../dispatch/dispatch-bell.js';
import { declineBody, offerSchema, type DeclineBody, type OfferView } from './answer-offer.schemas.js';
import { Offers } from './offers.js';

const offersQuery = z.strictObject({
  of: z.enum(['me', 'all']).default('me').meta({ description: '`all`: of everybody, for leads and admins.' }),
});
const acceptBody = z.strictObject({});

/** Tickets that are offered, one agent at a time. */
@ApiTags('dispatch')
@Controller('desk/offers')
export class AnswerOfferController {
  constructor(
    private readonly offers: Offers,
    private readonly desk: ActOnTicket,
    private readonly claims: ClaimTicketHandler,
    private readonly database: Database,
    private readonly bell: DispatchBell,
  ) {}

  /** What is on offer right now: to you, or for leads to everybody. The one that ends first comes first. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(offerSchema) }))
  async list(
    @Query({ schema: offersQuery }) { of }: z.output<typeof offersQuery>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ items: OfferView[] }> {
    return { items: await this.offers.live(of === 'all' && steers(caller) ? null : caller.id) };
  }

  /** Takes the ticket that was offered to you: the same as claiming it. */
  @Post(':id/accept')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, ticketSchema, 'The ticket, in your hands.')
  @Refuses(404, 'offer.not-found')
  @Refuses(409, 'offer.over', 'agent.at-capacity', 'ticket.already-claimed')
  async accept(
    @Param('id') id: string,
    @Body({ schema: acceptBody }) _body: z.output<typeof acceptBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    const { ticketId } = await this.expectMine(id, caller);
    return this.desk.act({ ticket: ticketId, caller, body: {} }, async (tx, ticket) => {
      await this.offers.expectLive(tx, id);
      return this.claims.handle(tx, ticket, caller);
    });
  }

  /** Leaves the ticket to the next one. You are not asked again during this wait. */
  @Post(':id/decline')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ id: z.uuid(), state: z.literal('declined') }))
  @Refuses(404, 'offer.not-found')
  @Refuses(409, 'offer.over')
  async decline(
    @Param('id') id: string,
    @Body({ schema: declineBody }) body: DeclineBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ id: string; state: 'declined' }> {
    await this.expectMine(id, caller);
    await this.database.transaction(async (tx) => {
      await this.offers.expectLive(tx, id);
      await this.offers.end(tx, id, 'declined', body);
      this.bell.ringAfter(tx);
    });
    return { id, state: 'declined' };
  }

  private async expectMine(id: string, { id: agentId }: AgentCaller): Promise<{ ticketId: string }> {
    const offer = isUuid(id) ? await this.offers.of(agentId, id) : null;
    if (offer) return offer;
    throw new DomainError('not-found', 'offer.not-found', 'There is no such offer, or it was not made to you.');
  }
}
