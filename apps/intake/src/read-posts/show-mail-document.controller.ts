import { Authenticated, CurrentCaller, type Caller } from '#access';
import { Database } from '#database';
import { DomainError } from '#domain';
import { AnswersPage, Refuses } from '#http';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { shownType } from '../read-attachments/content-disposition.js';
import { ReadAttachmentHandler } from '../read-attachments/read-attachment.handler.js';
import { mailDocument, mailDocumentHeaders, picturesIn, type Picture } from './mail-document.js';
import { wholeMail } from './whole-mail.js';

const query = z.strictObject({
  images: z
    .literal('remote')
    .optional()
    .meta({ description: 'With the pictures of other sites, whose senders may learn that the mail was opened.' }),
});

/** What is shown of pictures in one mail; the others can be downloaded. */
const MOST_BYTES = 8_000_000;

@ApiTags('tickets')
@Controller('tickets')
export class ShowMailDocumentController {
  constructor(
    private readonly database: Database,
    private readonly attachments: ReadAttachmentHandler,
  ) {}

  /**
   * The HTML of the mail a post came by, as a document for an `<iframe sandbox>`: with a policy of its own that lets it load nothing, its
   * pictures within it. It runs no scripts and has no origin, also when it is opened by itself.
   */
  @Get(':idOrNumber/posts/:postId/mail/document')
  @Authenticated({ scope: 'tickets:read' })
  @ApiProduces('text/html')
  @AnswersPage('The document')
  @Refuses(404, 'ticket.not-found', 'post.not-by-mail', 'post.no-html')
  async show(
    @CurrentCaller() caller: Caller,
    @Param('idOrNumber') idOrNumber: string,
    @Param('postId') postId: string,
    @Query({ schema: query }) { images }: z.infer<typeof query>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const mail = await wholeMail(this.database, caller, { idOrNumber, postId });
    if (mail.html === null)
      throw new DomainError('not-found', 'post.no-html', 'This mail has no HTML: it is all text.');
    const pictures = await this.pictures(caller, picturesIn(mail.html));
    const withImages = images === 'remote';
    void reply.headers(mailDocumentHeaders(withImages));
    return mailDocument(mail.html, { pictures, withImages });
  }

  /** Only what browsers show as pictures, and not more than a page can carry. */
  private async pictures(caller: Caller, ids: readonly string[]): Promise<ReadonlyMap<string, Picture>> {
    const found = new Map<string, Picture>();
    let left = MOST_BYTES;
    for (const id of ids) {
      const file = await this.attachments.open(caller, id).catch(unlessNotGivenOut);
      if (!file) continue;
      const type = shownType(file.type);
      if (type === null || file.size > left) {
        file.content.destroy();
        continue;
      }
      left -= file.size;
      found.set(id, { type, content: await buffer(file.content) });
    }
    return found;
  }
}

/** A file that is gone, or that the virus scanner keeps back, is a picture less. */
function unlessNotGivenOut(error: unknown): null {
  if (error instanceof DomainError) return null;
  throw error;
}
