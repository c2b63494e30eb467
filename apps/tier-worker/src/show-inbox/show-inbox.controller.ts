import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { inboxKinds } from '#database';
import { states } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery } from '#http';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { InboxQuery, type InboxCounts, type InboxEntry } from './inbox.query.js';

const entry = z.object({
  id: z.uuid(),
  kind: z.enum(inboxKinds),
  ticket: z.object({
    id: z.uuid(),
    number: z.string().meta({ example: 'T-1042' }),
    subject: z.string(),
    state: z.enum(states as [string, ...string[]]),
  }),
  event: z
    .string()
    .meta({ description: 'The last event it tells of, as the timeline has it.', example: 'ticket.noted' }),
  version: z.int().meta({ description: 'The version of the ticket at that event.' }),
  by: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  postId: z.uuid().nullable().meta({ description: 'The last post among what it tells of.' }),
  times: z.int().meta({ description: 'How many events it tells of.' }),
  at: z.date(),
  readAt: z.date().nullable(),
});
const counts = z.object({
  unread: z.int().meta({ description: 'At most 1000: from there on, "1000 or more".' }),
  byKind: z.array(z.object({ kind: z.enum(inboxKinds), unread: z.int() })),
});
const inboxQuery = pageQuery.extend({
  unread: z.enum(['only']).optional().meta({ description: 'Only what is unread.' }),
  kind: z.enum(inboxKinds).optional(),
});
const readBody = z.strictObject({
  ids: z.array(z.uuid()).max(1_000).optional().meta({ description: 'These entries.' }),
  upTo: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'All entries up to this time, the time itself included.' }),
  ticketId: z.uuid().optional().meta({ description: 'All entries of one ticket.' }),
});
const cursorKey = z.tuple([z.boolean(), z.iso.datetime(), z.uuid()]);

/** What an agent was named in, was given, or wants to hear of. What promises are in danger is among the alerts. */
@ApiTags('desk')
@Controller('desk/inbox')
@Authenticated({ kinds: ['agent'] })
export class ShowInboxController {
  constructor(private readonly inbox: InboxQuery) {}

  /** Your inbox: what is unread first, then the newest first. Only of tickets that you may read as of now. */
  @Get()
  @Answers(200, pageOf(entry))
  async list(
    @Query({ schema: inboxQuery }) { limit, cursor, unread, kind }: z.output<typeof inboxQuery>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ items: InboxEntry[]; nextCursor: string | null }> {
    const after = cursor === undefined ? null : decodeCursor(cursor, cursorKey);
    const items = await this.inbox.list(caller, { after, limit, unreadOnly: unread === 'only', kind: kind ?? null });
    const last = items.length === limit ? items.at(-1) : undefined;
    return { items, nextCursor: last ? encodeCursor([last.readAt === null, last.at.toISOString(), last.id]) : null };
  }

  /** How much of it is unread. */
  @Get('counts')
  @Answers(200, counts)
  counts(@CurrentCaller() caller: AgentCaller): Promise<InboxCounts> {
    return this.inbox.counts(caller);
  }

  /**
   * Marks entries as read: those that fit everything that is given; with nothing given, all. What is just being added to stays
   * unread. Answers what is unread then.
   */
  @Post('read')
  @Answers(200, counts)
  async read(
    @Body({ schema: readBody }) body: z.output<typeof readBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<InboxCounts> {
    await this.inbox.markRead(caller, body);
    return this.inbox.counts(caller);
  }
}
