import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Database } from '#database';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, type PageQuery } from '#http';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { mailSchema, mailsInReview, type MailView } from './mail.view.js';
import { ReviewMailHandler } from './review-mail.handler.js';

@ApiTags('mail')
@Controller('mail')
export class ReviewMailController {
  constructor(
    private readonly database: Database,
    private readonly handler: ReviewMailHandler,
  ) {}

  /**
   * Mails that somebody has to look at, newest first: what could not be read, automatic mail that belongs to no ticket,
   * too many mails of one sender. None of them is lost, and none goes away by itself.
   */
  @Get('review')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, pageOf(mailSchema), 'A page of mails')
  async list(
    @Query({ schema: pageQuery }) { cursor, limit }: PageQuery,
  ): Promise<{ items: MailView[]; nextCursor: string | null }> {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const found = await mailsInReview(this.database, { before, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > items.length ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** What became of a mail: its ticket, how often it came, why it is in review. */
  @Get(':id')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, mailSchema, 'The mail')
  @Refuses(404, 'mail.not-found')
  read(@CurrentCaller() caller: AgentCaller, @Param('id') id: string): Promise<MailView> {
    return this.handler.read(caller, id);
  }

  /** Files a mail in review whatever it looks like: onto the ticket it belongs to, or into a new one. */
  @Post(':id/retry')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, mailSchema, 'The mail, which is filed in a moment')
  @Refuses(404, 'mail.not-found')
  @Refuses(409, 'mail.not-in-review', 'mail.source-gone')
  retry(@CurrentCaller() caller: AgentCaller, @Param('id') id: string): Promise<MailView> {
    return this.handler.retry(caller, id);
  }

  /** Takes a mail from the review list; it is kept as it is. */
  @Post(':id/dismiss')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, mailSchema, 'The mail')
  @Refuses(404, 'mail.not-found')
  @Refuses(409, 'mail.not-in-review')
  dismiss(@CurrentCaller() caller: AgentCaller, @Param('id') id: string): Promise<MailView> {
    return this.handler.dismiss(caller, id);
  }
}
