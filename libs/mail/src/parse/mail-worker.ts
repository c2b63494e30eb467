import { parentPort } from 'node:worker_threads';
import type { MailReading } from '../mail-reading.js';
import type { WorkerAnswer } from './mail-thread.js';
import { type MailSource, readSource } from './read-source.js';

/* The thread of a MailReader: mails in, readings out, one at a time. */

const port = parentPort;

/** Small contents are copied; large ones change hands, each in a buffer of its own. */
const large = 65_536;

function owned(reading: MailReading): { readonly reading: MailReading; readonly transfer: ArrayBuffer[] } {
  const transfer: ArrayBuffer[] = [];
  const attachments = reading.attachments.map((attachment) => {
    const content = new Uint8Array(attachment.content);
    if (content.length >= large) transfer.push(content.buffer);
    return Object.assign({}, attachment, { content });
  });
  return { reading: Object.assign({}, reading, { attachments }), transfer };
}

const say = (answer: WorkerAnswer, transfer: ArrayBuffer[] = []): void => port?.postMessage(answer, transfer);

/** Shared memory is copied here, where nobody waits: not everything that reads a mail takes it. */
const own = (source: MailSource): MailSource =>
  source.body.buffer instanceof SharedArrayBuffer
    ? Object.assign({}, source, { body: new Uint8Array(source.body) })
    : source;

port?.on('message', (source: MailSource) => {
  readSource(own(source)).then(
    (read) => {
      const { reading, transfer } = owned(read);
      say({ reading }, transfer);
    },
    (error: unknown) =>
      say({ unreadable: `cannot be read: ${error instanceof Error ? error.message : String(error)}` }),
  );
});
say('ready');
