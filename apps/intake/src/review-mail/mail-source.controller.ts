import { Authenticated, CurrentCaller, steers, type AgentCaller } from '#access';
import { Database, named } from '#database';
import { DomainError, isUuid } from '#domain';
import { AnswersFile, Refuses } from '#http';
import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { sourceInSlices } from '../file-mail/source-slices.js';
import { asDownload, downloadHeaders } from '../read-attachments/content-disposition.js';
import { mailsInSight } from './mail.view.js';
import { sourceGone } from './review-mail.handler.js';

interface Row {
  readonly size: number;
  readonly format: string;
  /** Whether the virus scanner found something in it, or has not looked. */
  readonly isSuspect: boolean;
}

@ApiTags('mail')
@Controller('mail')
export class MailSourceController {
  constructor(private readonly database: Database) {}

  /** A mail byte for byte as it came, as a download: with whatever it carries, so open it with care. */
  @Get(':id/source')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @ApiProduces('application/octet-stream')
  @AnswersFile('The mail, or the request that a provider told of it with')
  @Refuses(404, 'mail.not-found', 'mail.source-gone')
  @Refuses(409, 'mail.not-safe')
  async source(
    @CurrentCaller() caller: AgentCaller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { sql, values } = mailsInSight(caller, 2);
    const text = `SELECT octet_length(source) AS size, format, EXISTS (SELECT FROM attachment
        WHERE attachment.mail_id = mail.id AND scan IN ('pending', 'infected', 'failed')) AS "isSuspect"
      FROM inbound_mail mail LEFT JOIN ticket ON ticket.id = mail.ticket_id WHERE mail.id = $1 AND ${sql}`;
    const [mail] = isUuid(id)
      ? await this.database.read<Row & Record<string, unknown>>(named('intake-mail-source', text), [id, ...values])
      : [];
    if (!mail) throw new DomainError('not-found', 'mail.not-found', 'There is no such mail among those you may see.');
    if (mail.isSuspect && !steers(caller)) {
      const detail = 'The virus scanner found something in it, or has not looked at it: ask a lead.';
      throw new DomainError('conflict', 'mail.not-safe', detail);
    }
    if (mail.size === 0) throw sourceGone('not-found');
    void reply.headers(downloadHeaders);
    const name = `${id}.${mail.format === 'mime' ? 'eml' : 'txt'}`;
    const as = { type: 'application/octet-stream', disposition: asDownload(name), length: mail.size };
    return new StreamableFile(Readable.from(sourceInSlices(this.database, id, mail.size)), as);
  }
}
