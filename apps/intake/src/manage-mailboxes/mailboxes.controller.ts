import { Authenticated } from '#access';
import { Answers, decodeCursor, encodeCursor, pageQuery, Refuses, type PageQuery } from '#http';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Mailboxes } from './mailboxes.js';
import {
  mailbox,
  mailboxChanges,
  mailboxPage,
  newMailbox,
  type Mailbox,
  type MailboxChanges,
  type NewMailbox,
} from './mailboxes.schemas.js';

@ApiTags('mail')
@Controller('mail/mailboxes')
@Authenticated({ roles: ['admin'] })
export class MailboxesController {
  constructor(private readonly mailboxes: Mailboxes) {}

  /** Our own addresses, newest first. */
  @Get()
  @Answers(200, mailboxPage)
  async list(@Query({ schema: pageQuery }) { cursor, limit }: PageQuery) {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const found = await this.mailboxes.list({ before, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > items.length ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** Adds an address of ours. The first one becomes the default. */
  @Post()
  @Answers(201, mailbox)
  @Refuses(409, 'mailbox.address-taken')
  create(@Body({ schema: newMailbox }) body: NewMailbox): Promise<Mailbox> {
    return this.mailboxes.create(body);
  }

  /** Changes what is named and leaves the rest. */
  @Patch(':id')
  @Answers(200, mailbox)
  @Refuses(404, 'mailbox.not-found')
  @Refuses(409, 'mailbox.is-default')
  change(@Param('id') id: string, @Body({ schema: mailboxChanges }) body: MailboxChanges): Promise<Mailbox> {
    return this.mailboxes.change(id, body);
  }
}
