import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { isUuid } from '#domain';
import { Answers, Refuses } from '#http';
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeliveryLoop } from '../deliver/delivery.loop.js';
import { CaseReader } from '../read-cases/case.reader.js';
import { caseDetail, type CaseDetail } from '../read-cases/read-cases.schemas.js';
import { NoSuchCase, WriteToVendorHandler } from './write-to-vendor.handler.js';
import { newMessage, type NewMessage } from './write-to-vendor.schemas.js';

@ApiTags('vendor-cases')
@Controller('vendor-cases')
export class WriteToVendorController {
  constructor(
    @Inject(WriteToVendorHandler) private readonly write: WriteToVendorHandler,
    @Inject(CaseReader) private readonly cases: CaseReader,
    @Inject(DeliveryLoop) private readonly loop: DeliveryLoop,
  ) {}

  /**
   * Writes to the vendor about a case: a signed POST of its own, after all that the case was told before. The customer never
   * sees it. Answering `needs-info` sends the ticket back to the vendor. For the agent who holds the ticket, and leads.
   */
  @Post(':id/messages')
  @Authenticated({ kinds: ['agent'] })
  @Answers(201, caseDetail, 'The case, with the message in its thread')
  @Refuses(403, 'ticket.not-yours')
  @Refuses(404, 'vendor-case.not-found')
  @Refuses(409, 'vendor-case.closed')
  @Refuses(409, 'ticket.stale-version')
  @Refuses(409, 'ticket.illegal-transition')
  @Refuses(409, 'tier.may-not-ask-vendors')
  @Refuses(422, 'vendor.inactive')
  async message(
    @Param('id') id: string,
    @Body({ schema: newMessage }) body: NewMessage,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<CaseDetail> {
    if (!isUuid(id)) throw new NoSuchCase();
    await this.write.handle(caller, id, body);
    this.loop.wake();
    const written = await this.cases.find(caller, id);
    if (!written) throw new NoSuchCase();
    return written;
  }
}
