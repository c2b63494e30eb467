import { Authenticated, CurrentCaller, type Caller } from '#access';
import { attachmentSchema, MOST_FILES_OF_A_POST, type AttachmentView } from '#database';
import { Answers, Bytes, Refuses, TakesBytes, text, type SentBytes } from '#http';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { UploadFilesHandler } from './upload-files.handler.js';

const MOST_BYTES = 20_000_000;

const limitsView = z.object({
  maxBytes: z.int().meta({ description: 'Of one file.' }),
  maxFiles: z.int().meta({ description: 'On one post, and of one person waiting on one ticket.' }),
});

const uploadQuery = z.strictObject({
  name: text({ max: 255 }).optional().meta({
    description:
      'What the file is called, such as `error.log`. Folders and what could deceive are taken out of it; without a name it gets one by its type.',
  }),
});

@ApiTags('attachments')
@Controller()
export class UploadFilesController {
  constructor(private readonly handler: UploadFilesHandler) {}

  /**
   * Uploads a file for something you will write on the ticket: `attachmentIds` of `reply`, `ask-customer`, `note`, `resolve` and `posts` take its id. The
   * body is the file as it is, at most `maxBytes` of `GET /attachments/limits`; `Content-Type` says what it is. Until then it is yours alone; what is on no post
   * after a day is removed. The same file under the same name again is the same upload.
   */
  @Post('tickets/:idOrNumber/attachments')
  @Authenticated({ scope: 'tickets:write' })
  @TakesBytes({ maxBytes: MOST_BYTES })
  @Answers(201, attachmentSchema, 'The file, kept')
  @Refuses(404, 'ticket.not-found')
  @Refuses(409, 'attachment.too-many')
  @Refuses(413, 'request.too-large')
  @Refuses(422, 'attachment.empty')
  upload(
    @CurrentCaller() caller: Caller,
    @Param('idOrNumber') idOrNumber: string,
    @Query({ schema: uploadQuery }) { name }: z.output<typeof uploadQuery>,
    @Bytes() file: SentBytes,
  ): Promise<AttachmentView> {
    return this.handler.upload(caller, idOrNumber, { ...file, name: name ?? null });
  }

  /** How large files may be and how many: for a form that says no before a file has travelled. */
  @Get('attachments/limits')
  @Authenticated({ scope: 'tickets:write' })
  @Answers(200, limitsView)
  limits(): z.output<typeof limitsView> {
    return { maxBytes: MOST_BYTES, maxFiles: MOST_FILES_OF_A_POST };
  }
}
