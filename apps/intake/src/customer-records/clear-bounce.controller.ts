import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Database, type Statement, tellSettings } from '#database';
import { DomainError, isUuid } from '#domain';
import { Answers, Refuses } from '#http';
import { Controller, HttpCode, Logger, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { contacts } from './kinds.js';
import type { RecordView } from './record-kind.js';
import { Records } from './records.js';

@ApiTags('contacts')
@Controller('contacts')
export class ClearBounceController {
  private readonly logger = new Logger('ClearBounce');

  constructor(
    private readonly database: Database,
    private readonly records: Records,
  ) {}

  /**
   * The address is good again: mail is sent to it from now on. What failed meanwhile is not sent again. Does nothing to an address
   * that nothing is known against.
   */
  @Post(':id/clear-bounce')
  @HttpCode(200)
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, contacts.view, 'The contact as it is now')
  @Refuses(404, 'contact.not-found')
  async clear(@CurrentCaller() caller: AgentCaller, @Param('id') id: string): Promise<RecordView> {
    const contact = isUuid(id) ? await this.records.one(contacts, caller, id) : null;
    if (!contact) throw new DomainError('not-found', 'contact.not-found', 'There is no such contact, or it is not for you.'); // prettier-ignore
    const [was] = await this.database.read<Bounce>(clear, [id]);
    if (!was) return contact;
    this.logger.log({ msg: `${caller.name} cleared a bounce.`, contactId: id, agentId: caller.id, ...was });
    return (await this.records.one(contacts, caller, id)) ?? contact;
  }
}

interface Bounce extends Record<string, unknown> {
  readonly bounce: string;
  readonly reason: string | null;
  readonly since: Date | null;
}

/** Gives what it was. */
const clear: Statement = {
  name: 'contact-clear-bounce',
  text: tellSettings(
    'customers',
    `UPDATE contact SET bounce = NULL, bounce_reason = NULL, bounced_at = NULL
    FROM (SELECT id, bounce, bounce_reason, bounced_at FROM contact WHERE id = $1 FOR UPDATE) was
    WHERE contact.id = was.id AND was.bounce IS NOT NULL
    RETURNING was.bounce, was.bounce_reason AS reason, was.bounced_at AS since`,
  ),
};
