import { DomainError } from '#domain';
import { Answers, Bytes, Refuses, TakesBytes, type SentBytes } from '#http';
import { isTrackingProvider, readDeliveryEvents, trackingProviders } from '#mail';
import { Controller, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DeliveryEventsDoor } from './delivery-events.door.js';
import { DeliveryEventsHandler, type Applied } from './delivery-events.handler.js';

const applied = z.object({
  events: z.int().meta({ description: 'How many events the request told of.' }),
  applied: z.int().meta({ description: 'How many of them were news about an address.' }),
});

@ApiTags('inbound')
@Controller('inbound')
export class DeliveryEventsController {
  constructor(
    private readonly door: DeliveryEventsDoor,
    private readonly handler: DeliveryEventsHandler,
  ) {}

  /**
   * Takes what a mail provider tells of mails it delivers for us: bounces and complaints are noted on the contact and on the
   * ticket. Providers: amazon_ses, brevo, mailersend, mailgun, mailjet, mailtrap, mandrill, postal, postmark, resend,
   * sendgrid, sparkpost, unisender_go. Authentic by an API key with `mail:write` as the password in the URL
   * (`https://events:<key>@...`), or as the provider's mail channel is. Each event counts once.
   */
  @Post('delivery-events/:provider')
  @TakesBytes({ maxBytes: 5_000_000, shown: ['application/json', 'multipart/form-data'] })
  @Answers(200, applied, 'Taken note of')
  @Refuses(400, 'delivery-events.unreadable')
  @Refuses(401, 'delivery-events.not-authentic')
  @Refuses(404, 'delivery-events.unknown-provider')
  async receive(
    @Param('provider') named: string,
    @Bytes() { bytes, contentType }: SentBytes,
    @Req() { headers, protocol, host, originalUrl }: FastifyRequest,
  ): Promise<Applied> {
    const provider = named === 'ses' ? 'amazon_ses' : named;
    if (!isTrackingProvider(provider)) throw unknownProvider();
    const request = { headers, contentType, body: bytes, url: `${protocol}://${host}${originalUrl}` };
    if (!(await this.door.admit(provider, request))) return { events: 0, applied: 0 };
    return this.handler.apply(provider, readDeliveryEvents(provider, request));
  }
}

const unknownProvider = (): DomainError =>
  new DomainError(
    'not-found',
    'delivery-events.unknown-provider',
    `There is no such provider; there are: ${Object.keys(trackingProviders).join(', ')}.`,
  );
