import { fileScanner, fileStore } from '#files';
import type { Provider } from '@nestjs/common';
import { MAIL_KEEP_DAYS, PruneSentMail, PruneSources } from '../prune/prune-mail.js';
import { FILE_SCANNER, ScanAttachmentsLoop } from '../read-attachments/scan-attachments.loop.js';
import { FILE_STORE, FileKeeper } from '../keep-files/file-keeper.js';
import { PruneFiles } from '../prune/prune-files.js';
import { FileMailHandler } from './file-mail.handler.js';
import { FileMailLoop, READS_MAIL } from './file-mail.loop.js';
import { FileStub } from './file-stub.js';
import { FILE_MAIL_SETTINGS, type FileMailSettings } from './file-mail.settings.js';
import { JudgeMails } from './judge-mails.js';
import type { MailEnv } from './mail-env.js';
import { MailOnTicket } from './mail-on-ticket.js';
import { MailStore } from './mail.store.js';
import { NewTickets } from './new-tickets.js';
import { OpenByMail } from './open-by-mail.js';
import { PutBack } from './put-back.js';
import { ThreadReader } from './thread-reader.js';

/** What files mail, as the environment wants it. */
export const fileMailProviders = (env: MailEnv): Provider[] => [
  { provide: FILE_STORE, useFactory: () => fileStore(env) },
  { provide: FILE_SCANNER, useFactory: () => fileScanner(env) },
  ScanAttachmentsLoop,
  { provide: READS_MAIL, useFactory: () => new ThreadReader(env.MAIL_THREADS, env.MAIL_TRUSTED_SERVERS) },
  { provide: FILE_MAIL_SETTINGS, useValue: settingsOf(env) },
  { provide: MAIL_KEEP_DAYS, useValue: env.MAIL_KEEP_DAYS },
  PruneSources,
  PruneSentMail,
  FileKeeper,
  PruneFiles,
  MailStore,
  PutBack,
  JudgeMails,
  NewTickets,
  OpenByMail,
  MailOnTicket,
  FileStub,
  FileMailHandler,
  FileMailLoop,
];

const settingsOf = (env: MailEnv): FileMailSettings => ({
  scan: env.CLAMD_URL !== undefined,
  limits: { mailsOnThread: env.MAIL_PER_THREAD, newTickets: env.MAIL_TICKETS_PER_SENDER },
});
