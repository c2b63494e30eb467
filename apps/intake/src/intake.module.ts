import { AccessModule } from '#access';
import { Database, TicketIntakeStore } from '#database';
import { Module, type DynamicModule } from '@nestjs/common';
import { ApiKeysModule } from './api-keys/api-keys.module.js';
import { CreateTicketController } from './create-ticket/create-ticket.controller.js';
import { CreateTicketHandler } from './create-ticket/create-ticket.handler.js';
import { Arrivals } from './create-ticket/arrivals.js';
import { TicketWriter } from './create-ticket/ticket-writer.js';
import { ClearBounceController } from './customer-records/clear-bounce.controller.js';
import { recordKinds } from './customer-records/kinds.js';
import { recordsController } from './customer-records/records.controller.js';
import { Records } from './customer-records/records.js';
import { DeliveryEventsModule } from './delivery-events/delivery-events.module.js';
import { fileMailProviders } from './file-mail/file-mail.providers.js';
import { IndexPostsLoop } from './index-posts/index-posts.loop.js';
import type { IntakeEnv } from './intake.config.js';
import { manageMailControllers, manageMailProviders } from './manage-mail-channels/manage-mail.providers.js';
import { ListTicketsController } from './list-tickets/list-tickets.controller.js';
import { CustomerPosts } from './post-on-ticket/customer-posts.js';
import { PostOnTicketController } from './post-on-ticket/post-on-ticket.controller.js';
import { PostOnTicketHandler } from './post-on-ticket/post-on-ticket.handler.js';
import { PruneAnswers } from './prune/prune-answers.js';
import { PruneUploads } from './prune/prune-uploads.js';
import { ReadAttachmentHandler } from './read-attachments/read-attachment.handler.js';
import { ReadAttachmentsController } from './read-attachments/read-attachments.controller.js';
import { ReadPostsController } from './read-posts/read-posts.controller.js';
import { ReadWholeMailController } from './read-posts/read-whole-mail.controller.js';
import { ShowMailDocumentController } from './read-posts/show-mail-document.controller.js';
import { ReadTicketController } from './read-ticket/read-ticket.controller.js';
import { ReadTimelineController } from './read-timeline/read-timeline.controller.js';
import { MailSourceController } from './review-mail/mail-source.controller.js';
import { RemoveFilesController } from './remove-files/remove-files.controller.js';
import { RemoveFilesHandler } from './remove-files/remove-files.handler.js';
import { ReviewMailController } from './review-mail/review-mail.controller.js';
import { ReviewMailHandler } from './review-mail/review-mail.handler.js';
import { receiveMailController } from './receive-mail/receive-mail.controller.js';
import { receiveMailProviders } from './receive-mail/receive-mail.providers.js';
import { UploadFilesController } from './upload-files/upload-files.controller.js';
import { UploadFilesHandler } from './upload-files/upload-files.handler.js';
import { ReceiveAlertsModule } from './receive-alerts/receive-alerts.module.js';

/** Every way in: tickets, their posts and timelines, customers' data, API keys. Needs `Database`, `TicketStore` and `Outbox` around it. */
@Module({
  imports: [AccessModule, ApiKeysModule, DeliveryEventsModule, ReceiveAlertsModule],
  controllers: [
    CreateTicketController,
    ListTicketsController,
    ReadTicketController,
    ReadTimelineController,
    ReadPostsController,
    PostOnTicketController,
    ReadWholeMailController,
    ShowMailDocumentController,
    ReadAttachmentsController,
    UploadFilesController,
    RemoveFilesController,
    ReviewMailController,
    MailSourceController,
    ...recordKinds.map(recordsController),
    ClearBounceController,
  ],
  providers: [
    {
      provide: TicketIntakeStore,
      useFactory: (database: Database) => new TicketIntakeStore(database),
      inject: [Database],
    },
    Arrivals,
    TicketWriter,
    CreateTicketHandler,
    CustomerPosts,
    PostOnTicketHandler,
    ReadAttachmentHandler,
    ReviewMailHandler,
    PruneAnswers,
    UploadFilesHandler,
    RemoveFilesHandler,
    PruneUploads,
    IndexPostsLoop,
    Records,
  ],
})
export class IntakeModule {
  static forRoot(env: IntakeEnv): DynamicModule {
    return {
      module: IntakeModule,
      controllers: [receiveMailController(env.MAIL_MAX_BYTES), ...manageMailControllers],
      providers: [...fileMailProviders(env), ...receiveMailProviders, ...manageMailProviders(env)],
    };
  }
}
