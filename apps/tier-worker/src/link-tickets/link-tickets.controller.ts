import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { states } from '#domain';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { LinkTicketsHandler } from './link-tickets.handler.js';
import { LinksQuery, type Links } from './links.query.js';

const linkBody = actionBody({
  parent: text({ max: 64 }).meta({ description: 'The id or number of the ticket it is a part of.' }),
});
type LinkBody = z.output<typeof linkBody>;
const unlinkBody = actionBody({});
type UnlinkBody = z.output<typeof unlinkBody>;

const linked = z.object({
  id: z.uuid(),
  number: z.string().meta({ example: 'T-1042' }),
  subject: z.string(),
  state: z.enum(states as [string, ...string[]]),
  tier: z.int().nullable(),
  assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  linkedAt: z.date(),
});
const links = z.object({
  parent: linked.nullable().meta({ description: 'The ticket it is a part of, if you may read that one.' }),
  children: z.array(linked).meta({ description: 'Its parts that you may read, in the order they were linked.' }),
  unreadable: z.int().meta({ description: 'How many more parts it has, which are not for you.' }),
  bulkAnswers: z
    .array(z.object({ id: z.uuid(), at: z.date(), isOver: z.boolean() }))
    .meta({ description: 'Answers to all parts, the newest first; at most 20.' }),
});

/** Tickets of one incident: one is the parent, the others are parts of it. */
@Controller('tickets')
export class LinkTicketsController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: LinkTicketsHandler,
    private readonly query: LinksQuery,
  ) {}

  /** For any agent who may read both. One level deep: a parent is part of nothing. Answered is the part. */
  @Action('link', {
    summary: 'Make a ticket part of an incident',
    conflicts: ['link.has-parent', 'link.has-children', 'link.parent-is-child', 'link.ticket-over', 'link.too-many'],
    refused: ['link.parent-unknown', 'link.to-itself'],
  })
  link(
    @Param('id') ticket: string,
    @Body({ schema: linkBody }) body: LinkBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.actOnTwo({ ticket, other: body.parent, caller, body }, (tx, child, parent) =>
      this.handler.link(tx, child, caller, parent),
    );
  }

  /** For any agent who may read it. */
  @Action('unlink', { summary: 'Take a ticket out of an incident', conflicts: ['link.no-parent'] })
  async unlink(
    @Param('id') ticket: string,
    @Body({ schema: unlinkBody }) body: UnlinkBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    const parent = (await this.query.parentIdOf(caller, ticket)) ?? ticket;
    return this.desk.actOnTwo({ ticket, other: parent, caller, body }, (tx, child) =>
      this.handler.unlink(tx, child, caller),
    );
  }

  /** What the ticket is part of, its own parts, and the answers that all of them were given. */
  @Get(':id/links')
  @ApiTags('desk')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, links)
  @Refuses(404, 'ticket.not-found')
  links(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<Links> {
    return this.query.of(caller, ticket);
  }
}
