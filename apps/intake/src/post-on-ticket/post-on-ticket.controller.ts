import { Authenticated, CurrentCaller, type Caller } from '#access';
import { attachmentIds, attachmentRefusals, postSchema } from '#database';
import { states } from '#domain';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { PostOnTicketHandler, type PostedView } from './post-on-ticket.handler.js';

const postRequest = z.strictObject({ body: text({ max: 100_000 }), attachmentIds });

const postedSchema = postSchema.extend({
  ticket: z.object({ id: z.uuid(), number: z.string(), state: z.enum(states), version: z.int() }),
});

@ApiTags('tickets')
@Controller('tickets')
export class PostOnTicketController {
  constructor(private readonly handler: PostOnTicketHandler) {}

  /**
   * Writes on a ticket as its customer; a key writes for the requester. A waiting ticket goes back to its agent, a
   * resolved one is reopened. Agents use `reply` and `note`.
   */
  @Post(':idOrNumber/posts')
  @Authenticated({ scope: 'tickets:write' })
  @Answers(201, postedSchema, 'The post, committed')
  @Refuses(403, 'caller.forbidden')
  @Refuses(404, 'ticket.not-found')
  @Refuses(409, 'ticket.over')
  @Refuses(422, ...attachmentRefusals)
  post(
    @CurrentCaller() caller: Caller,
    @Param('idOrNumber') idOrNumber: string,
    @Body({ schema: postRequest }) words: z.output<typeof postRequest>,
  ): Promise<PostedView> {
    return this.handler.post(caller, idOrNumber, words);
  }
}
