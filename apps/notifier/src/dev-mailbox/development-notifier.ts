import type { DynamicModule } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import type { MailSettings } from '../mail-settings.js';
import { mailSettings, type NotifierConfig } from '../notifier.config.js';
import { NotifierModule } from '../notifier.module.js';
import { DevelopmentMailbox } from './development-mailbox.js';
import { DevelopmentMailboxModule } from './development-mailbox.module.js';
import type { InboundDoor } from './inbound-door.js';

/** The sender of what belongs to no mailbox, when nobody named one. */
const SENDER = { address: 'support@tierline.test', name: 'Tierline Support' };

/** This app with a mailbox of its own in place of a mail server. */
export interface DevelopmentNotifier {
  readonly modules: (doorOf: (apps: ModuleRef) => InboundDoor) => readonly DynamicModule[];
  readonly stop: () => Promise<void>;
}

/** Starts the mailbox that mail goes to when SMTP_URL names no server; null when it names one. */
export async function developmentNotifier(config: NotifierConfig): Promise<DevelopmentNotifier | null> {
  const { smtp: given, from, domain, filesMaxBytes } = mailSettings(config);
  if (given) return null;
  const mailbox = new DevelopmentMailbox();
  const settings: MailSettings = { smtp: await mailbox.start(), from: from ?? SENDER, domain, filesMaxBytes };
  return {
    modules: (doorOf) => [
      NotifierModule.forRoot(config, settings),
      DevelopmentMailboxModule.with(mailbox, settings, doorOf),
    ],
    stop: () => mailbox.stop(),
  };
}
