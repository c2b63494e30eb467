import type { Provider } from '@nestjs/common';
import { FileMailLoop } from '../file-mail/file-mail.loop.js';
import { MailArrivals } from './mail-arrivals.js';
import { MailChannels } from './mail-channels.js';
import { MailWriter } from './mail-writer.js';
import { PruneTokens } from './prune-tokens.js';
import { ReceiveMailHandler } from './receive-mail.handler.js';
import { FETCH, fetchFromAmazon } from './sns-certificates.js';
import { SnsDoor } from './sns-door.js';

/** What takes mail in, and wakes what files it. */
export const receiveMailProviders: readonly Provider[] = [
  { provide: FETCH, useValue: fetchFromAmazon },
  { provide: MailArrivals, useExisting: FileMailLoop },
  MailChannels,
  MailWriter,
  PruneTokens,
  SnsDoor,
  ReceiveMailHandler,
];
