import { feasibilitySchema, feasibilityView, ticketSchema, type Destination, type LockedTicket, type TicketView, type Tx } from '#database'; // prettier-ignore
import { DomainError, type Language } from '#domain';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket, type ActionRequest } from './act-on-ticket.js';

const warning = feasibilitySchema.pick({ customerDueAt: true, earliestBy: true, shortBySeconds: true }).extend({
  code: z.literal('feasibility.short'),
  detail: z.string().meta({ description: 'In words.' }),
});
export type Warning = z.output<typeof warning>;

/** A ticket that was handed on, with what its agent is warned of: nothing that stopped him. */
export const warnedTicketSchema = ticketSchema.extend({
  warnings: z.array(warning).meta({
    description: 'Whoever has the ticket now promises it for later than it is promised to the customer.',
  }),
});
export type WarnedTicket = TicketView & { readonly warnings: readonly Warning[] };

/** Where a ticket went, and the ticket as it is afterwards. */
export interface HandedOn {
  readonly after: LockedTicket;
  readonly to: Destination;
}

/** Tells an agent who hands a ticket on when that leaves the customer's promise too little time. Never in the way of it. */
@Injectable()
export class TightPromises {
  constructor(private readonly desk: ActOnTicket) {}

  async act(
    request: ActionRequest & { readonly language: Language },
    behaviour: (tx: Tx, ticket: LockedTicket) => Promise<HandedOn>,
  ): Promise<WarnedTicket> {
    let warnings: readonly Warning[] = [];
    const ticket = await this.desk.act(request, async (tx, locked) => {
      const { after, to } = await behaviour(tx, locked);
      warnings = await this.warningsFor(tx, locked, to, request.language);
      return after;
    });
    return { ...ticket, warnings };
  }

  private async warningsFor(tx: Tx, ticket: LockedTicket, to: Destination, language: Language): Promise<Warning[]> {
    try {
      const judged = await feasibilityView(tx, ticket, to, language);
      if (!judged || judged.feasible) return [];
      const { customerDueAt, earliestBy, shortBySeconds, why: detail } = judged;
      return [{ code: 'feasibility.short', detail, customerDueAt, earliestBy, shortBySeconds }];
    } catch (error) {
      // A promise that leads beyond all calendars: nothing can be said of it.
      if (error instanceof DomainError) return [];
      throw error;
    }
  }
}
