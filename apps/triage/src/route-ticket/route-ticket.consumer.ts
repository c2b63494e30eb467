import { TicketOpened, type PayloadOf } from '#contracts';
import { Outbox, type MessageContext } from '#messaging';
import { Controller } from '@nestjs/common';
import { OnMessage } from '../triage.transport.js';
import { RouteTicketHandler } from './route-ticket.handler.js';

@Controller()
export class RouteTicketConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly handler: RouteTicketHandler,
  ) {}

  @OnMessage(TicketOpened)
  async onTicketOpened(data: PayloadOf<typeof TicketOpened>, context: MessageContext): Promise<void> {
    await this.outbox.onceOn(context, data.ticketId, (tx, ticket) => this.handler.handle(tx, data, ticket));
  }
}
