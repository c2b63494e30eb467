import { Authenticated, CurrentCaller, presentedToken, type AgentCaller, type CallerRequest } from '#access';
import { AnswersStream, Refuses, text } from '#http';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { liveEventSchema } from './live-event.schemas.js';
import { LiveStreams } from './live-streams.js';

const streamQuery = z.strictObject({
  lastEventId: text({ max: 2_200 }).optional().meta({
    description: 'As the header `Last-Event-ID`, for clients that cannot send one on their first connection.',
  }),
});
type StreamQuery = z.output<typeof streamQuery>;

@ApiTags('desk')
@Controller('desk/events')
@Authenticated({ kinds: ['agent'] })
export class StreamEventsController {
  constructor(private readonly streams: LiveStreams) {}

  /**
   * What changes, as it happens: Server-Sent Events, of tickets only those you may read. After a break send the last `id` as
   * `Last-Event-ID` (browsers do by themselves): what was missed comes first, some of it perhaps twice. `resync`: read anew
   * what you show. Ends with your session. A comment comes every 15 seconds.
   */
  @Get()
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Where to go on.' })
  @AnswersStream(liveEventSchema, 'Events for as long as you listen.')
  @Refuses(429, 'stream.too-many')
  stream(
    @Req() request: FastifyRequest & CallerRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: streamQuery }) { lastEventId }: StreamQuery,
    @CurrentCaller() caller: AgentCaller,
  ): void {
    const presented = presentedToken(request);
    if (!presented) throw new Error('A known caller without a token.');
    this.streams.expectRoom(caller);
    reply.hijack();
    reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...head });
    const position = request.headers['last-event-id'] ?? lastEventId ?? null;
    this.streams.open(reply.raw, presented.token, caller, position === null ? null : String(position));
  }
}

/** Nobody on the way may keep, pack or collect what is sent. */
const head = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};
