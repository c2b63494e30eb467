import { CurrentCaller, type AgentCaller } from '#access';
import { answerIn, languageQuery, text, type LanguageQuery } from '#http';
import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Action, actionBody } from '../desk/action.decorator.js';
import { TightPromises, warnedTicketSchema, type WarnedTicket } from '../desk/tight-promises.js';
import { AskVendorHandler } from './ask-vendor.handler.js';

const askVendorBody = actionBody({ vendorId: z.uuid(), subject: text({ max: 200 }), body: text({ max: 20_000 }) });
type AskVendorBody = z.output<typeof askVendorBody>;

@Controller('tickets')
export class AskVendorController {
  constructor(
    private readonly desk: TightPromises,
    private readonly handler: AskVendorHandler,
  ) {}

  /** For the assignee, and leads, at tiers that may ask vendors. */
  @Action('ask-vendor', {
    answer: warnedTicketSchema,
    summary: 'Open a case at a vendor and wait for it',
    forbidden: ['ticket.not-yours'],
    conflicts: ['tier.may-not-ask-vendors'],
    refused: ['vendor.unknown', 'vendor.inactive'],
  })
  askVendor(
    @Param('id') ticket: string,
    @Body({ schema: askVendorBody }) body: AskVendorBody,
    @CurrentCaller() caller: AgentCaller,
    @Query({ schema: languageQuery }) query: LanguageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WarnedTicket> {
    const language = answerIn(reply, query.language);
    return this.desk.act({ ticket, caller, body, language }, async (tx, locked) => {
      const after = await this.handler.handle(tx, locked, caller, body);
      return { after, to: { vendorId: body.vendorId } };
    });
  }
}
