import { Authenticated } from '#access';
import type { QueueName } from '#contracts';
import { DomainError, isUuid } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses } from '#http';
import { DeadLetters } from '#messaging';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

const queue = z
  .string()
  .regex(/^(triage|sla|vendor|notify|tier-[1-9]\d?)$/, 'Name a queue: triage, sla, vendor, notify, tier-1 ...')
  .transform((name) => name as QueueName);
const listQuery = pageQuery.extend({ queue: queue.optional() });
const redriveBody = z.strictObject({ queue: queue.optional() });

const deadLetter = z.object({
  id: z.uuid(),
  queue: z.string(),
  message: z.string(),
  data: z.unknown(),
  correlationId: z.string(),
  causationId: z.string().nullable(),
  createdAt: z.date(),
  failures: z.int(),
  deadAt: z.date(),
  error: z.object({
    name: z.string(),
    message: z.string(),
    code: z.string().optional(),
    issues: z.array(z.unknown()).optional(),
  }),
});

/** Messages that were given up on. For admins. */
@ApiTags('desk')
@Controller('desk/dead-letters')
@Authenticated({ roles: ['admin'] })
export class RedriveDeadLettersController {
  constructor(private readonly deadLetters: DeadLetters) {}

  /** Messages that were given up, newest first, of every queue or of one. */
  @Get()
  @Answers(200, pageOf(deadLetter))
  async list(@Query({ schema: listQuery }) { cursor, ...page }: z.output<typeof listQuery>) {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
    const { items, nextCursor } = await this.deadLetters.list({ ...page, ...(before && { cursor: before }) });
    return { items, nextCursor: nextCursor === null ? null : encodeCursor(nextCursor) };
  }

  /** Sends all messages that were given up again, or those of one queue. */
  @Post('redrive')
  @Answers(200, z.object({ redriven: z.int() }))
  async redriveAll(@Body({ schema: redriveBody }) filter: z.output<typeof redriveBody>) {
    return { redriven: await this.deadLetters.redriveAll(filter) };
  }

  /** Sends one message that was given up again: it counts its attempts anew. */
  @Post(':id/redrive')
  @Answers(200, z.object({ redriven: z.int() }))
  @Refuses(404, 'dead-letter.not-found')
  async redrive(@Param('id') id: string) {
    if (isUuid(id) && (await this.deadLetters.redrive(id))) return { redriven: 1 };
    throw new DomainError(
      'not-found',
      'dead-letter.not-found',
      'There is no such dead letter; it may be on its way again.',
    );
  }
}
