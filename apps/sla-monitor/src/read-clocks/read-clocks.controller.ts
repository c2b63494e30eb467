import { Authenticated, CurrentCaller, mayRead, type Caller, type TicketInSight } from '#access';
import { clockSchema, clockView, Database, policiesOf, selectClock, type Statement } from '#database';
import { DomainError, isUuid, parseTicketNumber, type Clock } from '#domain';
import { Answers, Refuses } from '#http';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

export const clocksView = z.object({ items: z.array(clockSchema) });
export type ClocksView = z.output<typeof clocksView>;

type Read = TicketInSight & { readonly id: string; readonly now: Date };

@ApiTags('sla')
@Controller('tickets')
export class ReadClocksController {
  constructor(private readonly database: Database) {}

  /** All promises on a ticket, the oldest first. The ticket is named by its id or number. */
  @Get(':id/clocks')
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, clocksView)
  @Refuses(404, 'ticket.not-found')
  async read(@Param('id') idOrNumber: string, @CurrentCaller() caller: Caller): Promise<ClocksView> {
    const ticket = await this.find(idOrNumber);
    if (!ticket || !(await mayRead(this.database, caller, ticket)))
      throw new DomainError('not-found', 'ticket.not-found', `There is no ticket ${idOrNumber} that you may read.`);
    const clocks = await this.database.read<Clock>(readClocks, [ticket.id]);
    const policyOf = await policiesOf(
      this.database,
      clocks.map(({ policyVersion }) => policyVersion),
    );
    return { items: clocks.map((clock) => clockView(clock, ticket.now, policyOf(clock.policyVersion))) };
  }

  private async find(idOrNumber: string): Promise<Read | undefined> {
    if (isUuid(idOrNumber)) return (await this.database.read<Read>(findById, [idOrNumber]))[0];
    const number = parseTicketNumber(idOrNumber);
    return number === null ? undefined : (await this.database.read<Read>(findByNumber, [number]))[0];
  }
}

const ticketInSight = `SELECT id, requester_id AS "requesterId", organisation_id AS "organisationId", tier, sector,
  assignee_id AS "assigneeId", clock_timestamp() AS now FROM ticket`;
const findById: Statement = { name: 'clocks-ticket-by-id', text: `${ticketInSight} WHERE id = $1` };
const findByNumber: Statement = { name: 'clocks-ticket-by-number', text: `${ticketInSight} WHERE number = $1` };
const readClocks: Statement = {
  name: 'clocks-read',
  text: `SELECT ${selectClock} FROM clock WHERE ticket_id = $1 ORDER BY started_at, id`,
};
