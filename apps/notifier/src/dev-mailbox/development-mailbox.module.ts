import { Module, type DynamicModule } from '@nestjs/common';
import { MailSettings } from '../mail-settings.js';
import { DevelopmentMailbox } from './development-mailbox.js';
import { MailboxRoutes } from './mailbox.routes.js';

/** The pages of a mailbox that was started. Needs an `InboundDoor` around it. */
@Module({})
export class DevelopmentMailboxModule {
  static with(mailbox: DevelopmentMailbox, settings: MailSettings): DynamicModule {
    return {
      module: DevelopmentMailboxModule,
      providers: [
        MailboxRoutes,
        { provide: DevelopmentMailbox, useValue: mailbox },
        { provide: MailSettings, useValue: settings },
      ],
    };
  }
}
