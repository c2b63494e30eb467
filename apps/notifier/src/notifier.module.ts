import { AccessModule } from '#access';
import { Database } from '#database';
import { fileStore } from '#files';
import { Module, type DynamicModule } from '@nestjs/common';
import { EditNotificationRulesController } from './edit-notification-rules/edit-notification-rules.controller.js';
import { MailSettings } from './mail-settings.js';
import { mailSettings, type NotifierConfig } from './notifier.config.js';
import { EditQuietHoursController } from './quiet-hours/edit-quiet-hours.controller.js';
import { ReplanMailHandler } from './quiet-hours/replan-mail.handler.js';
import { MailReader } from './read-mails/mail.reader.js';
import { ReadMailsController } from './read-mails/read-mails.controller.js';
import { FilesOfMails } from './send-mail/files-of-mails.js';
import { OutgoingMailStore } from './send-mail/outgoing-mail.store.js';
import { SendMailHandler } from './send-mail/send-mail.handler.js';
import { SendMailLoop } from './send-mail/send-mail.loop.js';
import { MailSender, senderFor } from './send-mail/smtp.sender.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { EditTemplatesController } from './templates/edit-templates.controller.js';
import { TemplateStore } from './templates/template.store.js';
import { NotificationStore } from './write-notifications/notification.store.js';
import { WriteNotificationsConsumer } from './write-notifications/write-notifications.consumer.js';
import { WriteNotificationsHandler } from './write-notifications/write-notifications.handler.js';

/** Everything that leaves towards people and subscribers: mail, and webhooks. */
@Module({
  imports: [AccessModule],
  controllers: [
    WriteNotificationsConsumer,
    ReadMailsController,
    EditNotificationRulesController,
    EditTemplatesController,
    EditQuietHoursController,
  ],
  providers: [
    NotificationStore,
    WriteNotificationsHandler,
    OutgoingMailStore,
    SendMailHandler,
    SendMailLoop,
    MailReader,
    ReplanMailHandler,
    TemplateStore,
  ],
})
export class NotifierModule {
  /** `settings`: where mail leaves, when the environment does not decide. */
  static forRoot(config: NotifierConfig, settings: MailSettings = mailSettings(config)): DynamicModule {
    return {
      module: NotifierModule,
      imports: [SubscriptionsModule.forRoot(config)],
      providers: [
        { provide: MailSettings, useValue: settings },
        { provide: MailSender, useFactory: () => senderFor(settings.smtp) },
        {
          provide: FilesOfMails,
          useFactory: (database: Database) => new FilesOfMails(database, fileStore(config), settings.filesMaxBytes),
          inject: [Database],
        },
      ],
    };
  }
}
