import { Authenticated } from '#access';
import { Answers } from '#http';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { QueuesQuery, type QueueView } from './queues.query.js';

const queueView = z.object({
  tier: z.int(),
  name: z.string(),
  waiting: z.int(),
  inProgress: z.int(),
  oldest: z.date().nullable().meta({ description: 'Since when the first waits.' }),
  atRisk: z.int().meta({ description: 'Open tickets with a promise that has less than a quarter of its time left.' }),
  breached: z.int().meta({ description: 'Open tickets with a broken promise.' }),
});

@ApiTags('desk')
@Controller('desk/queues')
export class ShowQueuesController {
  constructor(private readonly queues: QueuesQuery) {}

  /** Every tier's queue at a glance, lowest tier first. For all agents. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(queueView) }))
  async show(): Promise<{ items: QueueView[] }> {
    return { items: await this.queues.all() };
  }
}
