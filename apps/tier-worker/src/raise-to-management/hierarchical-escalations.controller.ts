import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import type { LockedTicket, Tx } from '#database';
import { DomainError } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, text } from '#http';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { HierarchicalEscalationsQuery, unknownEscalation } from './hierarchical-escalations.query.js';
import { escalationStates, escalationView, trends, type Escalation } from './hierarchical-escalations.schemas.js';
import { RaiseToManagementHandler } from './raise-to-management.handler.js';

const listQuery = pageQuery.extend({
  state: z
    .enum(['live', ...escalationStates])
    .optional()
    .meta({ description: '`live`: requested or approved.' }),
  ticketId: z.uuid().optional(),
});
const decision = z.strictObject({ note: text({ max: 10_000 }).optional() });
const ending = z.strictObject({ reason: text({ max: 10_000 }) });
const trendNote = z.strictObject({ trend: z.enum(trends), note: text({ max: 10_000 }) });

/** Tickets that were raised to management. */
@ApiTags('hierarchical escalations')
@Controller('desk/hierarchical-escalations')
@Authenticated({ kinds: ['agent'] })
export class HierarchicalEscalationsController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: RaiseToManagementHandler,
    private readonly escalations: HierarchicalEscalationsQuery,
  ) {}

  /** Those on tickets you may read, newest first; leads see all. */
  @Get()
  @Answers(200, pageOf(escalationView))
  async list(
    @Query({ schema: listQuery }) { limit, cursor, state, ticketId }: z.output<typeof listQuery>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ items: Escalation[]; nextCursor: string | null }> {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const states = state === undefined ? null : state === 'live' ? ['requested', 'approved'] : [state];
    const items = await this.escalations.list(caller, { before, limit, states, ticketId: ticketId ?? null });
    return { items, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** For leads: management looks after it. */
  @Post(':id/approve')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, escalationView)
  @Refuses(404, 'hierarchical-escalation.not-found')
  @Refuses(409, 'hierarchical-escalation.illegal-transition')
  approve(
    @Param('id') id: string,
    @Body({ schema: decision }) { note }: z.output<typeof decision>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Escalation> {
    return this.on(id, caller, (tx, ticket) => this.handler.decide(tx, ticket, caller, id, 'approved', note ?? null));
  }

  /** For leads: it is not for management. */
  @Post(':id/decline')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, escalationView)
  @Refuses(404, 'hierarchical-escalation.not-found')
  @Refuses(409, 'hierarchical-escalation.illegal-transition')
  decline(
    @Param('id') id: string,
    @Body({ schema: decision }) { note }: z.output<typeof decision>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Escalation> {
    return this.on(id, caller, (tx, ticket) => this.handler.decide(tx, ticket, caller, id, 'declined', note ?? null));
  }

  /** How it goes, for any agent who may read the ticket. */
  @Post(':id/note')
  @Answers(200, escalationView)
  @Refuses(404, 'hierarchical-escalation.not-found')
  @Refuses(409, 'hierarchical-escalation.illegal-transition')
  note(
    @Param('id') id: string,
    @Body({ schema: trendNote }) body: z.output<typeof trendNote>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Escalation> {
    return this.on(id, caller, (tx, ticket) => this.handler.note(tx, ticket, caller, id, body));
  }

  /** For leads: an approved one is needed no more. */
  @Post(':id/de-escalate')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, escalationView)
  @Refuses(404, 'hierarchical-escalation.not-found')
  @Refuses(409, 'hierarchical-escalation.illegal-transition')
  deEscalate(
    @Param('id') id: string,
    @Body({ schema: ending }) { reason }: z.output<typeof ending>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Escalation> {
    return this.on(id, caller, (tx, ticket) => this.handler.end(tx, ticket, caller, id, reason));
  }

  private async on(
    id: string,
    caller: AgentCaller,
    behaviour: (tx: Tx, ticket: LockedTicket) => Promise<LockedTicket>,
  ): Promise<Escalation> {
    const { ticketId } = await this.escalations.get(id);
    try {
      await this.desk.act({ ticket: ticketId, caller, body: {} }, behaviour);
    } catch (error) {
      throw error instanceof DomainError && error.code === 'ticket.not-found' ? unknownEscalation() : error;
    }
    return this.escalations.get(id);
  }
}
