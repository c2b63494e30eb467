import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { DomainError } from '#domain';
import { Answers, decodeCursor, encodeCursor, Refuses } from '#http';
import { currentCorrelation } from '#observability';
import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { MailSettings } from '../mail-settings.js';
import { SendMailLoop } from '../send-mail/send-mail.loop.js';
import { MailReader } from './mail.reader.js';
import { mailPage, mailQuery, mailView, sendingView, type MailQuery, type MailView } from './mails.schemas.js';

/** What became of the mail that people were to get. */
@ApiTags('notifications')
@Controller('notifications')
export class ReadMailsController {
  constructor(
    @Inject(MailReader) private readonly mails: MailReader,
    @Inject(SendMailLoop) private readonly sending: SendMailLoop,
    @Inject(MailSettings) private readonly settings: MailSettings,
  ) {}

  /** Outgoing mail, newest first: of one ticket, or in one state. Agents see that of tickets they may read. */
  @Get('mails')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, mailPage)
  async list(@CurrentCaller() caller: AgentCaller, @Query({ schema: mailQuery }) query: MailQuery) {
    const { cursor, limit } = query;
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const found = await this.mails.list(caller, query, { before, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** One outgoing mail. */
  @Get('mails/:id')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, mailView)
  @Refuses(404, 'mail.not-found')
  read(@CurrentCaller() caller: AgentCaller, @Param('id') id: string): Promise<MailView> {
    return this.expect(caller, id);
  }

  /**
   * Sends a mail that failed or was suppressed after all, as the same mail. One that waits is sent anyway, and one that was
   * sent is not sent twice.
   */
  @Post('mails/:id/resend')
  @Authenticated({ kinds: ['agent'] })
  @Answers(202, mailView)
  @Refuses(404, 'mail.not-found')
  @Refuses(409, 'mail.not-ended')
  async resend(@CurrentCaller() caller: AgentCaller, @Param('id') id: string): Promise<MailView> {
    const mail = await this.expect(caller, id);
    if (!(await this.mails.resend(mail.id)))
      throw new DomainError(
        'conflict',
        'mail.not-ended',
        `It is ${mail.state}: only what failed or was suppressed is sent again.`,
      );
    this.sending.wake();
    return this.expect(caller, id);
  }

  /** Sends a test mail to the admin who asks; its state says what became of it. */
  @Post('test')
  @Authenticated({ roles: ['admin'] })
  @Answers(202, mailView)
  @Refuses(409, 'mail.not-configured')
  async test(@CurrentCaller() caller: AgentCaller): Promise<MailView> {
    if (!this.settings.smtp)
      throw new DomainError('conflict', 'mail.not-configured', 'No mail leaves here: set SMTP_URL and start again.');
    const id = await this.mails.writeTest(caller, currentCorrelation().correlationId);
    this.sending.wake();
    return this.expect(caller, id);
  }

  /** Whether mail is sent, and how much waits. */
  @Get('sending')
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, sendingView)
  state(): Promise<z.output<typeof sendingView>> {
    return this.mails.sending();
  }

  private async expect(caller: AgentCaller, id: string): Promise<MailView> {
    const mail = await this.mails.find(caller, id);
    if (!mail) throw new DomainError('not-found', 'mail.not-found', 'There is no mail with this id.');
    return mail;
  }
}
