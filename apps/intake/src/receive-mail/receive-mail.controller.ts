import { Authenticated, CurrentCaller, type Caller } from '#access';
import { Answers, Bytes, email, Refuses, TakesBytes, type SentBytes } from '#http';
import { Controller, Post, Query, Req, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ReceiveMailHandler, type MailReceipt } from './receive-mail.handler.js';

const receipt = z.object({
  id: z.uuid().meta({ description: 'Names the mail: `/api/v1/mail/{id}` says what became of it.' }),
  seen: z.int().meta({ description: 'How often this very mail has come; 1: it is new.' }),
});

const question = z.object({ answered: z.literal(true) });

const envelope = z.strictObject({
  recipient: z
    .union([email(), z.array(email()).min(1).max(100)])
    .optional()
    .meta({ description: 'Whom it was for on the wire; may be given several times.' }),
  sender: z
    .union([email(), z.literal('')])
    .optional()
    .meta({ description: 'Who sent it on the wire; empty for bounces.' }),
});
type Envelope = z.output<typeof envelope>;

/** What a raw mail may call itself; '' is nothing at all. */
const rawTypes = ['message/rfc822', 'message/global', 'text/plain', 'application/octet-stream', 'application/mbox', ''];
const forms = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** Where providers bring mail; bodies may have up to `maxBytes`. */
export function receiveMailController(maxBytes: number): Type {
  const stored = () => Answers(200, receipt, 'Stored as it came, and committed');

  @ApiTags('inbound')
  @Controller('inbound/email')
  class ReceiveMailController {
    constructor(private readonly receive: ReceiveMailHandler) {}

    @Post('sendgrid')
    @TakesBytes({ maxBytes, shown: ['multipart/form-data'] })
    @ApiOperation({
      operationId: 'receive-mail-of-sendgrid',
      summary: 'Takes a mail from SendGrid Inbound Parse',
      description:
        'Parsed or raw (`send_raw`). Authentic by HTTP basic authentication in the URL (user: the channel’s id or name), or, when the channel has a public key, by SendGrid’s signature.',
    })
    @stored()
    @Refuses(401, 'mail.no-credentials', 'mail.wrong-credentials', 'mail.bad-signature')
    @Refuses(403, 'mail.stale')
    sendgrid(@Req() { headers }: FastifyRequest, @Bytes() body: SentBytes): Promise<MailReceipt> {
      return this.receive.sendgrid({ headers, body });
    }

    @Post('mailgun')
    @TakesBytes({ maxBytes, shown: forms })
    @ApiOperation({
      operationId: 'receive-mail-of-mailgun',
      summary: 'Takes a mail from a route of Mailgun, in parts',
      description: 'Authentic by the signature in the form; each token counts once.',
    })
    @stored()
    @Refuses(401, 'mail.no-credentials', 'mail.bad-signature')
    @Refuses(406, 'mail.token-reused', 'mail.stale')
    mailgun(@Req() { headers }: FastifyRequest, @Bytes() body: SentBytes): Promise<MailReceipt> {
      return this.receive.mailgun({ headers, body });
    }

    @Post('mailgun/mime')
    @TakesBytes({ maxBytes, shown: forms })
    @ApiOperation({
      operationId: 'receive-whole-mail-of-mailgun',
      summary: 'Takes a mail from a route of Mailgun, as it is',
      description: 'Mailgun sends the mail itself to URLs that end in `mime`. Authentic as the mail in parts is.',
    })
    @stored()
    @Refuses(401, 'mail.no-credentials', 'mail.bad-signature')
    @Refuses(406, 'mail.token-reused', 'mail.stale')
    wholeOfMailgun(@Req() { headers }: FastifyRequest, @Bytes() body: SentBytes): Promise<MailReceipt> {
      return this.receive.mailgun({ headers, body });
    }

    @Post('postmark')
    @TakesBytes({ maxBytes, shown: ['application/json'] })
    @ApiOperation({
      operationId: 'receive-mail-of-postmark',
      summary: 'Takes a mail from Postmark’s inbound webhook',
      description: 'Authentic by HTTP basic authentication in the URL (user: the channel’s id or name).',
    })
    @stored()
    @Refuses(401, 'mail.no-credentials', 'mail.wrong-credentials')
    postmark(@Req() { headers }: FastifyRequest, @Bytes() body: SentBytes): Promise<MailReceipt> {
      return this.receive.postmark({ headers, body });
    }

    @Post('ses')
    @TakesBytes({ maxBytes: Math.min(maxBytes, MOST_OF_SNS), shown: ['text/plain', 'application/json'] })
    @ApiOperation({
      operationId: 'receive-mail-of-ses',
      summary: 'Takes a mail from Amazon SES through SNS',
      description:
        'Authentic by the signature of SNS, for topics a channel names. Confirms subscriptions to those by itself.',
    })
    @Answers(200, z.union([receipt, question]), 'Stored as it came, and committed; or a question of SNS was answered')
    @Refuses(403, 'mail.no-credentials', 'mail.bad-signature', 'mail.unknown-topic', 'mail.stale')
    async ses(
      @Req() { headers }: FastifyRequest,
      @Bytes() body: SentBytes,
    ): Promise<MailReceipt | z.output<typeof question>> {
      return (await this.receive.ses({ headers, body })) ?? { answered: true };
    }

    @Post('raw')
    @Authenticated({ scope: 'mail:write' })
    @TakesBytes({ maxBytes, types: rawTypes, shown: ['message/rfc822'] })
    @ApiOperation({
      operationId: 'receive-raw-mail',
      summary: 'Takes a mail as it is',
      description: 'The body is the mail (RFC 5322), byte for byte. For mail servers, scripts and tests.',
    })
    @stored()
    @Refuses(400, 'mail.empty')
    raw(
      @CurrentCaller() caller: Caller,
      @Req() { headers }: FastifyRequest,
      @Bytes() body: SentBytes,
      @Query({ schema: envelope }) { recipient, sender }: Envelope,
    ): Promise<MailReceipt> {
      return this.receive.raw(
        caller,
        { headers, body },
        {
          ...(recipient !== undefined && { recipients: [recipient].flat() }),
          ...(sender !== undefined && { sender }),
        },
      );
    }
  }
  return ReceiveMailController;
}

/** SNS sends at most 256 KiB, and escapes what is in it. */
const MOST_OF_SNS = 2_000_000;
