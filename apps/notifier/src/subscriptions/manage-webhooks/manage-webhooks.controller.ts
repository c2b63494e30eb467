import { Authenticated } from '#access';
import { Answers, decodeCursor, encodeCursor, pageQuery, Refuses, type PageQuery } from '#http';
import { rotation, type Rotation } from '#webhooks';
import { Body, Controller, Delete, Get, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ManageWebhooksHandler } from './manage-webhooks.handler.js';
import { WebhookStore } from './webhook.store.js';
import {
  newWebhook,
  webhook,
  webhookChanges,
  webhookPage,
  webhookWithSecret,
  type NewWebhook,
  type WebhookChanges,
} from './webhooks.schemas.js';

@ApiTags('webhooks')
@Controller('webhooks')
@Authenticated({ roles: ['admin'] })
export class ManageWebhooksController {
  constructor(
    @Inject(WebhookStore) private readonly webhooks: WebhookStore,
    @Inject(ManageWebhooksHandler) private readonly manage: ManageWebhooksHandler,
  ) {}

  /** Who is told what happens to tickets, newest first; without the secrets. */
  @Get()
  @Answers(200, webhookPage)
  async list(@Query({ schema: pageQuery }) { cursor, limit }: PageQuery) {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const found = await this.webhooks.list({ limit: limit + 1, before });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** One webhook, without its secret. */
  @Get(':id')
  @Answers(200, webhook)
  @Refuses(404, 'webhook.not-found')
  find(@Param('id') id: string) {
    return this.manage.find(id);
  }

  /**
   * Subscribes an address to what happens to tickets from now on. Each event is one POST signed by Standard Webhooks: `type`,
   * `timestamp`, and `data` with the ticket and the event. Subscribers get ids, never what people wrote; what customers do not
   * see only with `internal`. The secret is in the answer and nowhere else.
   */
  @Post()
  @Answers(201, webhookWithSecret, 'The webhook, with its secret, shown once')
  @Refuses(409, 'webhook.name-taken')
  @Refuses(422, 'webhook.url-refused', 'organisation.unknown')
  create(@Body({ schema: newWebhook }) body: NewWebhook, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('cache-control', 'no-store');
    return this.manage.create(body);
  }

  /** Changes what is named and leaves the rest. */
  @Patch(':id')
  @Answers(200, webhook)
  @Refuses(404, 'webhook.not-found')
  @Refuses(409, 'webhook.name-taken')
  @Refuses(422, 'webhook.url-refused')
  change(@Param('id') id: string, @Body({ schema: webhookChanges }) body: WebhookChanges) {
    return this.manage.change(id, body);
  }

  /** Ends a subscription and forgets all that was delivered to it. */
  @Delete(':id')
  @Answers(204)
  @Refuses(404, 'webhook.not-found')
  remove(@Param('id') id: string): Promise<void> {
    return this.manage.remove(id);
  }

  /**
   * Makes a new secret. For `overlapHours` (24 unless told otherwise) deliveries carry a signature of each of the two. Rotating
   * again within the overlap ends the older one.
   */
  @Post(':id/rotate')
  @Answers(200, webhookWithSecret, 'The webhook, with its new secret, shown once')
  @Refuses(404, 'webhook.not-found')
  rotate(
    @Param('id') id: string,
    @Body({ schema: rotation }) body: Rotation,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.header('cache-control', 'no-store');
    return this.manage.rotate(id, body);
  }

  /** Lets a webhook that was disabled, or paused, hear again. What still waited goes out; what happened meanwhile does not. */
  @Post(':id/enable')
  @Answers(200, webhook)
  @Refuses(404, 'webhook.not-found')
  enable(@Param('id') id: string) {
    return this.manage.change(id, { active: true });
  }
}
