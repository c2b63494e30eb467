import { Module, type DynamicModule } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { MailSettings } from '../mail-settings.js';
import { DevelopmentMailbox } from './development-mailbox.js';
import { InboundDoor } from './inbound-door.js';
import { MailboxRoutes } from './mailbox.routes.js';

/** The pages of a mailbox that was started. `doorOf` finds where mail comes in, among all apps of the process. */
@Module({})
export class DevelopmentMailboxModule {
  static with(
    mailbox: DevelopmentMailbox,
    settings: MailSettings,
    doorOf: (apps: ModuleRef) => InboundDoor,
  ): DynamicModule {
    return {
      module: DevelopmentMailboxModule,
      providers: [
        MailboxRoutes,
        { provide: DevelopmentMailbox, useValue: mailbox },
        { provide: MailSettings, useValue: settings },
        { provide: InboundDoor, inject: [ModuleRef], useFactory: doorOf },
      ],
    };
  }
}
