import { AccessModule } from '#access';
import { Module } from '@nestjs/common';
import { MailChannels } from '../receive-mail/mail-channels.js';
import { FETCH, fetchFromAmazon } from '../receive-mail/sns-certificates.js';
import { SnsDoor } from '../receive-mail/sns-door.js';
import { DeliveryEventsController } from './delivery-events.controller.js';
import { DeliveryEventsDoor } from './delivery-events.door.js';
import { DeliveryEventsHandler } from './delivery-events.handler.js';

/** What providers tell of the mails they deliver for us. */
@Module({
  imports: [AccessModule],
  controllers: [DeliveryEventsController],
  providers: [
    MailChannels,
    SnsDoor,
    { provide: FETCH, useValue: fetchFromAmazon },
    DeliveryEventsDoor,
    DeliveryEventsHandler,
  ],
})
export class DeliveryEventsModule {}
