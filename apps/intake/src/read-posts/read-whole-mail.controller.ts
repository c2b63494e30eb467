import { Authenticated, CurrentCaller, type Caller } from '#access';
import { Database } from '#database';
import { Answers, Refuses } from '#http';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { wholeMail, type WholeMail } from './whole-mail.js';

const wholeMailSchema = z.object({
  wholeText: z.string(),
  html: z.string().nullable().meta({
    description:
      'Safe to put into a page. Remote images wait as `data-blocked-src`; `cid:` images are attachments of the same mail.',
  }),
  blockedImages: z.int(),
});

@ApiTags('tickets')
@Controller('tickets')
export class ReadWholeMailController {
  constructor(private readonly database: Database) {}

  /** All of the mail a post came by: with the quoted text that was cut off, and its HTML, made safe. */
  @Get(':idOrNumber/posts/:postId/mail')
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, wholeMailSchema, 'The mail')
  @Refuses(404, 'ticket.not-found', 'post.not-by-mail')
  read(
    @CurrentCaller() caller: Caller,
    @Param('idOrNumber') idOrNumber: string,
    @Param('postId') postId: string,
  ): Promise<WholeMail> {
    return wholeMail(this.database, caller, { idOrNumber, postId });
  }
}
