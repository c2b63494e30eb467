import { AccessModule } from '#access';
import { Module, type DynamicModule } from '@nestjs/common';
import type { NotifierConfig } from './notifier.config.js';
import { WriteNotificationsConsumer } from './write-notifications/write-notifications.consumer.js';

/** Everything that leaves towards people and subscribers: mail, and webhooks. */
@Module({
  imports: [AccessModule],
  controllers: [WriteNotificationsConsumer],
})
export class NotifierModule {
  static forRoot(_config: NotifierConfig): DynamicModule {
    return { module: NotifierModule };
  }
}
