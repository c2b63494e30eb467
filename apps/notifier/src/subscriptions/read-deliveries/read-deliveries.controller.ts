import { Authenticated } from '#access';
import { Answers, decodeCursor, encodeCursor, Refuses } from '#http';
import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ManageWebhooksHandler } from '../manage-webhooks/manage-webhooks.handler.js';
import {
  delivery,
  deliveryDetail,
  deliveryPage,
  deliveryQuery,
  replayFailed,
  type DeliveryQuery,
  type ReplayFailed,
} from './deliveries.schemas.js';
import { DeliveryLog } from './delivery-log.js';
import { ReplayHandler } from './replay.handler.js';

@ApiTags('webhooks')
@Controller('webhooks/:id')
@Authenticated({ roles: ['admin'] })
export class ReadDeliveriesController {
  constructor(
    @Inject(ManageWebhooksHandler) private readonly webhooks: ManageWebhooksHandler,
    @Inject(DeliveryLog) private readonly log: DeliveryLog,
    @Inject(ReplayHandler) private readonly replays: ReplayHandler,
  ) {}

  /** What a webhook was sent, or is to be, newest first. Deliveries are kept for 30 days. */
  @Get('deliveries')
  @Answers(200, deliveryPage)
  @Refuses(404, 'webhook.not-found')
  async list(@Param('id') id: string, @Query({ schema: deliveryQuery }) { cursor, limit, state }: DeliveryQuery) {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    await this.webhooks.find(id);
    const found = await this.log.list(id, { limit: limit + 1, before, state });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** One delivery with what is sent and every attempt to send it. */
  @Get('deliveries/:deliveryId')
  @Answers(200, deliveryDetail)
  @Refuses(404, 'webhook.not-found', 'webhook-delivery.not-found')
  find(@Param('id') id: string, @Param('deliveryId') deliveryId: string) {
    return this.replays.find(id, deliveryId);
  }

  /** Sends one delivery again, under the same `webhook-id`, whatever became of it; or at once, when it waits for a retry. */
  @Post('deliveries/:deliveryId/replay')
  @Answers(202, deliveryDetail)
  @Refuses(404, 'webhook.not-found', 'webhook-delivery.not-found')
  @Refuses(409, 'webhook.not-active', 'webhook-delivery.under-way')
  replay(@Param('id') id: string, @Param('deliveryId') deliveryId: string) {
    return this.replays.replay(id, deliveryId);
  }

  /** Sends everything again that was given up. */
  @Post('replay-failed')
  @Answers(202, z.object({ replayed: z.int() }))
  @Refuses(404, 'webhook.not-found')
  @Refuses(409, 'webhook.not-active')
  async replayFailed(@Param('id') id: string, @Body({ schema: replayFailed }) { since }: ReplayFailed) {
    return { replayed: await this.replays.replayFailed(id, since ?? null) };
  }

  /** Sends a `webhook.test`; its delivery tells what came of it. */
  @Post('test')
  @Answers(202, delivery)
  @Refuses(404, 'webhook.not-found')
  @Refuses(409, 'webhook.not-active')
  test(@Param('id') id: string) {
    return this.replays.test(id);
  }
}
