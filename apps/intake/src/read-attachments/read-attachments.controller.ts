import { Authenticated, CurrentCaller, seesInternal, type Caller } from '#access';
import { attachmentSchema, attachmentsView, Database, type AttachmentOfTicket } from '#database';
import { Answers, AnswersFile, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, type PageQuery } from '#http';
import { Controller, Get, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { readableTicketId } from '../read-ticket/readable-ticket.js';
import { asDownload, downloadHeaders, servedType } from './content-disposition.js';
import { ReadAttachmentHandler } from './read-attachment.handler.js';

const cursorKey = z.strictObject({ createdAt: z.iso.datetime().transform((text) => new Date(text)), id: z.uuid() });
const ofTicket = attachmentSchema.extend({ postId: z.uuid().nullable(), createdAt: z.iso.datetime() });

@ApiTags('attachments')
@Controller()
export class ReadAttachmentsController {
  constructor(
    private readonly database: Database,
    private readonly handler: ReadAttachmentHandler,
  ) {}

  /** The files on a ticket, oldest first; those of internal posts only for those inside. */
  @Get('tickets/:idOrNumber/attachments')
  @Authenticated({ scope: 'tickets:read' })
  @Answers(200, pageOf(ofTicket), 'A page of attachments')
  @Refuses(404, 'ticket.not-found')
  async list(
    @CurrentCaller() caller: Caller,
    @Param('idOrNumber') idOrNumber: string,
    @Query({ schema: pageQuery }) { cursor, limit }: PageQuery,
  ): Promise<{ items: AttachmentOfTicket[]; nextCursor: string | null }> {
    const after = cursor === undefined ? null : decodeCursor(cursor, cursorKey);
    const ticketId = await readableTicketId(this.database, caller, idOrNumber);
    const page = { after, limit: limit + 1, internal: seesInternal(caller) };
    const found = await attachmentsView(this.database, ticketId, page);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const hasMore = found.length > items.length && last;
    return { items, nextCursor: hasMore ? encodeCursor({ createdAt: last.createdAt, id: last.id }) : null };
  }

  /**
   * One file, always as a download. What the virus scanner has not looked at yet or always refused to, and what it found something in, is
   * refused; where there is no scanner, everything is given out.
   */
  @Get('attachments/:id')
  @Authenticated({ scope: 'tickets:read' })
  @ApiProduces('application/octet-stream')
  @AnswersFile('The file')
  @Refuses(404, 'attachment.not-found', 'attachment.removed')
  @Refuses(409, 'attachment.not-scanned', 'attachment.infected', 'attachment.not-scannable')
  async read(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { name, type, size, content } = await this.handler.open(caller, id);
    void reply.headers(downloadHeaders);
    return new StreamableFile(content, { type: servedType(type), disposition: asDownload(name), length: size });
  }
}
