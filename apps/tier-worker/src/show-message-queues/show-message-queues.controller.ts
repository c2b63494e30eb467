import { Authenticated } from '#access';
import { Answers } from '#http';
import { COUNTED_AT_MOST, QueueFigures } from '#messaging';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

const messageQueue = z.object({
  queue: z.string().meta({ example: 'tier-1' }),
  unhandled: z.int().meta({ description: `Messages in hand or waiting, counted up to ${COUNTED_AT_MOST}.` }),
  oldestSeconds: z.number().meta({ description: 'Age of the oldest of them; 0 when there is none.' }),
  dead: z.int().meta({ description: 'Messages that were given up on and wait for a person.' }),
});

/** How the queues between the services are doing. For admins. */
@ApiTags('desk')
@Controller('desk/message-queues')
export class ShowMessageQueuesController {
  constructor(private readonly figures: QueueFigures) {}

  /** Every queue of messages, from the rows that are the truth: the same on Redis and on PostgreSQL. */
  @Get()
  @Authenticated({ roles: ['admin'] })
  @Answers(200, z.object({ items: z.array(messageQueue) }))
  async list(): Promise<{ items: z.output<typeof messageQueue>[] }> {
    const rows = await this.figures.all();
    return {
      items: rows.map(({ queue, depth, oldest, dead }) => ({ queue, unhandled: depth, oldestSeconds: oldest, dead })),
    };
  }
}
