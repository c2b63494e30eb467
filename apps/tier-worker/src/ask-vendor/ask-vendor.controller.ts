import { CurrentCaller, type AgentCaller } from '#access';
import type { TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { AskVendorHandler } from './ask-vendor.handler.js';

const askVendorBody = actionBody({ vendorId: z.uuid(), subject: text({ max: 200 }), body: text({ max: 20_000 }) });
type AskVendorBody = z.output<typeof askVendorBody>;

@Controller('tickets')
export class AskVendorController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: AskVendorHandler,
  ) {}

  /** For the assignee, and leads, at tiers that may ask vendors. */
  @Action('ask-vendor', {
    summary: 'Open a case at a vendor and wait for it',
    forbidden: ['ticket.not-yours'],
    conflicts: ['tier.may-not-ask-vendors'],
    refused: ['vendor.unknown', 'vendor.inactive'],
  })
  askVendor(
    @Param('id') ticket: string,
    @Body({ schema: askVendorBody }) body: AskVendorBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
