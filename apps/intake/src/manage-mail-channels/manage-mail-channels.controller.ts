import { Authenticated } from '#access';
import { Answers, decodeCursor, encodeCursor, pageQuery, Refuses, type PageQuery } from '#http';
import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  channel,
  channelChanges,
  channelPage,
  channelWithSecret,
  newChannel,
  rotation,
  testOutcome,
  type ChannelChanges,
  type NewChannel,
  type Rotation,
} from './mail-channels.schemas.js';
import { ManageMailChannelsHandler } from './manage-mail-channels.handler.js';

@ApiTags('mail')
@Controller('mail/channels')
@Authenticated({ roles: ['admin'] })
export class ManageMailChannelsController {
  constructor(private readonly manage: ManageMailChannelsHandler) {}

  /** The ways mail comes in from providers, newest first, without their secrets. */
  @Get()
  @Answers(200, channelPage)
  async list(@Query({ schema: pageQuery }) { cursor, limit }: PageQuery) {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const found = await this.manage.list({ before, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > items.length ? encodeCursor(items.at(-1)?.id) : null };
  }

  /**
   * Makes a way for mail to come in from a provider. Its secret, and the URL to give to the provider, are in the answer and
   * nowhere else; Mailgun's signing key is given, for SES the topics are.
   */
  @Post()
  @Answers(201, channelWithSecret, 'The channel, with its secret, shown once')
  @Refuses(409, 'mail-channel.name-taken')
  @Refuses(422, 'mail-channel.misfit')
  create(@Body({ schema: newChannel }) body: NewChannel, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('cache-control', 'no-store');
    return this.manage.create(body);
  }

  /** Changes what is named and leaves the rest. Inactive, it lets nothing in any more; what came stays. */
  @Patch(':id')
  @Answers(200, channel)
  @Refuses(404, 'mail-channel.not-found')
  @Refuses(409, 'mail-channel.name-taken')
  @Refuses(422, 'mail-channel.misfit')
  change(@Param('id') id: string, @Body({ schema: channelChanges }) body: ChannelChanges) {
    return this.manage.change(id, body);
  }

  /** Changes the secret. For `overlapHours` (72 unless told otherwise) both are good; rotating again ends the older one. */
  @Post(':id/rotate-secret')
  @Answers(200, channelWithSecret, 'The channel, with its new secret, shown once')
  @Refuses(404, 'mail-channel.not-found')
  @Refuses(422, 'mail-channel.misfit', 'mail-channel.no-secret')
  rotate(
    @Param('id') id: string,
    @Body({ schema: rotation }) body: Rotation,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.header('cache-control', 'no-store');
    return this.manage.rotate(id, body);
  }

  /**
   * Puts a test message in, in the provider's own words, and tells what became of it: a ticket, usually within a second. It
   * goes the way of every mail but for the provider's signature.
   */
  @Post(':id/test')
  @Answers(200, testOutcome, 'What became of the test message')
  @Refuses(404, 'mail-channel.not-found')
  test(@Param('id') id: string) {
    return this.manage.test(id);
  }
}
