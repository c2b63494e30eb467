import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MailReader } from './mail-reader.js';
import { UnreadableMail } from './unreadable-mail.js';

/** A worker that does what the mail says; the real one is compiled, and runs in the tests of whole processes. */
const obedient = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ body }) => {
    const order = Buffer.from(body).toString();
    if (order === 'hang') for (;;);
    if (order === 'heap') for (const all = []; ; ) all.push(new Array(100000).fill({}));
    if (order === 'exit') process.exit(3);
    if (order === 'throw') throw new Error('broken part');
    if (order === 'shared?') return parentPort.postMessage({ reading: { text: body.buffer.constructor.name } });
    if (order === 'refuse') return parentPort.postMessage({ unreadable: 'cannot be read: no' });
    parentPort.postMessage({ reading: { text: order } });
  });
  parentPort.postMessage('ready');
`;

const mail = (order: string): { body: Uint8Array } => ({ body: Buffer.from(order) });

describe('A mail reader', () => {
  let folder: string;
  let worker: URL;
  let reader: MailReader;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mail-reader-'));
    await writeFile(join(folder, 'worker.mjs'), obedient);
    await writeFile(join(folder, 'broken.mjs'), 'throw new Error("no such module")');
    worker = pathToFileURL(join(folder, 'worker.mjs'));
  });
  afterAll(async () => await rm(folder, { recursive: true }));
  afterEach(async () => await reader.close());

  it('reads many mails with few threads and leaves their sources to the caller', async () => {
    reader = new MailReader({ worker, threads: 2 });
    const sources = Array.from({ length: 20 }, (_, index) => mail(`mail ${index}`));
    const readings = await Promise.all(sources.map(async (source) => await reader.read(source)));
    expect(readings.map(({ text }) => text)).toEqual(sources.map(({ body }) => Buffer.from(body).toString()));
  });

  it.each([
    ['hang', 'took too long: more than 0.3 s'],
    ['heap', 'needs too much memory'],
    ['exit', 'cannot be read: it ended the reader'],
    ['throw', 'cannot be read: broken part'],
    ['refuse', 'cannot be read: no'],
  ])('says of a mail that makes it %s that it %s, and reads the others', async (order, reason) => {
    const timeout = order === 'hang' ? 300 : 20_000;
    reader = new MailReader({ worker, threads: 1, timeout, memory: 32 });
    const before = reader.read(mail('before'));
    const bad = reader.read(mail(order)).catch((error: unknown) => error);
    const after = reader.read(mail('after'));

    expect((await before).text).toBe('before');
    const error = await bad;
    expect(error).toBeInstanceOf(UnreadableMail);
    expect((error as UnreadableMail).reason).toBe(reason);
    expect((await after).text).toBe('after');
  });

  it('copies a source for its thread, but not one in shared memory', async () => {
    reader = new MailReader({ worker, threads: 1 });
    const shared = Buffer.from(new SharedArrayBuffer(7));
    shared.write('shared?');
    expect((await reader.read({ body: shared })).text).toBe('SharedArrayBuffer');
    expect((await reader.read(mail('shared?'))).text).toBe('ArrayBuffer');
  });

  it('does not count the time a mail waits for a thread', async () => {
    reader = new MailReader({ worker, threads: 1, timeout: 300 });
    const hanging = [1, 2].map(async () => await reader.read(mail('hang')).catch(() => 'hung'));
    await expect(reader.read(mail('patient'))).resolves.toMatchObject({ text: 'patient' });
    await expect(Promise.all(hanging)).resolves.toEqual(['hung', 'hung']);
  });

  it('blames itself, not the mail, when its worker does not start', async () => {
    reader = new MailReader({ worker: pathToFileURL(join(folder, 'broken.mjs')) });
    const error: unknown = await reader.read(mail('innocent')).catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(UnreadableMail);
    expect(String(error)).toContain('no such module');
  });

  it('rejects what it is reading and what waits when it is closed', async () => {
    reader = new MailReader({ worker, threads: 1 });
    const open = ['hang', 'waits'].map(async (order) => await reader.read(mail(order)).catch(String));
    await reader.close();
    await expect(Promise.all(open)).resolves.toEqual([
      'Error: The mail reader was closed.',
      'Error: The mail reader was closed.',
    ]);
    await expect(reader.read(mail('late'))).rejects.toThrow('closed');
  });

  it('reads in this thread where there is no compiled worker, as in tests', async () => {
    reader = new MailReader();
    const source = { body: Buffer.from('Subject: Hello\r\n\r\nHow are you?') };
    await expect(reader.read(source)).resolves.toMatchObject({ subject: 'Hello', newText: 'How are you?' });
  });
});
