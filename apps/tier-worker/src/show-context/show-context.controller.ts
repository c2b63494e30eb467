import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Database } from '#database';
import { Answers, Refuses } from '#http';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readableTicket } from '../desk/readable-ticket.js';
import { circumstancesOf } from './circumstances.query.js';
import { contextView, type ContextView } from './context.schemas.js';
import { precedentsOf } from './precedents.query.js';
import { ticketListsOf } from './ticket-lists.query.js';

@ApiTags('diagnosis')
@Controller('tickets/:id/context')
@Authenticated({ kinds: ['agent'] })
export class ShowContextController {
  constructor(private readonly database: Database) {}

  /**
   * What is known around a ticket, on one screen: requester, equipment, support, other tickets, and solved ones that resemble it. Of
   * other tickets only those the caller may read. For agents who may read it.
   */
  @Get()
  @Answers(200, contextView)
  @Refuses(404, 'ticket.not-found')
  async context(@Param('id') idOrNumber: string, @CurrentCaller() caller: AgentCaller): Promise<ContextView> {
    const ticket = await readableTicket(this.database, caller, idOrNumber);
    const [circumstances, lists, precedents] = await Promise.all([
      circumstancesOf(this.database, ticket),
      ticketListsOf(this.database, caller, ticket),
      precedentsOf(this.database, caller, ticket),
    ]);
    const { requester, organisation, product, asset, otherAssets, contracts } = circumstances;
    const { location, entitlement, entitlementReason: reason } = ticket;
    const named = { product: ticket.product, assetTag: ticket.assetTag };
    return {
      requester,
      organisation,
      equipment: { named, location, product, asset, otherAssets },
      support: { entitlement, reason, contracts },
      ...lists,
      precedents,
    };
  }
}
