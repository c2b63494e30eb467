import type { Provider, Type } from '@nestjs/common';
import { MailboxesController } from '../manage-mailboxes/mailboxes.controller.js';
import { Mailboxes } from '../manage-mailboxes/mailboxes.js';
import { MailChannelStore } from './mail-channel.store.js';
import { ManageMailChannelsController } from './manage-mail-channels.controller.js';
import { ManageMailChannelsHandler, PUBLIC_URL } from './manage-mail-channels.handler.js';

export const manageMailControllers: Type[] = [ManageMailChannelsController, MailboxesController];

/** What admins set up about mail that comes in. */
export const manageMailProviders = (env: { readonly PUBLIC_URL?: string | undefined }): Provider[] => [
  { provide: PUBLIC_URL, useValue: env.PUBLIC_URL ?? null },
  MailChannelStore,
  ManageMailChannelsHandler,
  Mailboxes,
];
