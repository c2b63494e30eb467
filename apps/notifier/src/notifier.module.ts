import { AccessModule } from '#access';
import { Module, type DynamicModule } from '@nestjs/common';
import type { NotifierConfig } from './notifier.config.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { WriteNotificationsConsumer } from './write-notifications/write-notifications.consumer.js';

/** Everything that leaves towards people and subscribers: mail, and webhooks. */
@Module({
  imports: [AccessModule],
  controllers: [WriteNotificationsConsumer],
})
export class NotifierModule {
  static forRoot(config: NotifierConfig): DynamicModule {
    return { module: NotifierModule, imports: [SubscriptionsModule.forRoot(config)] };
  }
}
