import { Authenticated, CurrentCaller, type Caller } from '#access';
import { ticketSchema } from '#database';
import { Answers, Refuses } from '#http';
import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CreateTicketHandler } from './create-ticket.handler.js';
import { createTicketRequest, type CreateTicketRequest } from './create-ticket.request.js';
import { idempotencyKeyOf } from './idempotency-key.js';

@ApiTags('tickets')
@Controller('tickets')
export class CreateTicketController {
  constructor(private readonly handler: CreateTicketHandler) {}

  /**
   * Opens a ticket; answers after the commit. The requester becomes a contact when he is not one yet. With an
   * `Idempotency-Key` (at most 255 characters, kept 24 hours) the same request can be sent again safely: the answer is
   * the same, with `Idempotency-Replayed: true`.
   */
  @Post()
  @Authenticated({ scope: 'tickets:write' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string', minLength: 1, maxLength: 255 } })
  @Answers(201, ticketSchema, 'The ticket, committed')
  @Refuses(403, 'caller.forbidden', 'ticket.foreign-requester')
  @Refuses(409, 'ticket.duplicate-external-id')
  @Refuses(422, 'idempotency-key.reused', 'tier.unknown', 'sector.unknown')
  async create(
    @CurrentCaller() caller: Caller,
    @Headers('idempotency-key') header: string | string[] | undefined,
    @Body({ schema: createTicketRequest }) request: CreateTicketRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { body, replayed } = await this.handler.create(caller, request, idempotencyKeyOf(header));
    if (replayed) void reply.header('idempotency-replayed', 'true');
    void reply.header('content-type', 'application/json; charset=utf-8');
    return body;
  }
}
