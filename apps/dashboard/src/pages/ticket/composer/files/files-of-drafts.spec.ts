import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../../../api/problem';
import { draftsOf } from '../drafts';
import { FilesOfDrafts } from './files-of-drafts';
import { emptyStorage } from './storage.fixture';
import type { WaitingFile } from './waiting-file';
import type { WaitingFiles } from './waiting-files';

emptyStorage();

/** As the server does it: the same name again, on no post yet, is the same upload. */
class FakeServer {
  readonly waiting = new Map<string, string>();
  readonly takenBack: string[] = [];
  uploads = 0;
  isAway = false;
  /** What comes between the server's answer and its arrival. */
  meanwhile = (): void => undefined;

  readonly upload = (_ticketId: string, { name }: File) => ({ done: this.keep(name), stop: () => undefined });

  readonly takeBack = (id: string): Promise<void> => {
    if (this.isAway) return Promise.reject(Problem.unreachable());
    this.takenBack.push(id);
    this.forget(id);
    return Promise.resolve();
  };

  /** As when a post takes it, too. */
  forget(id: string): void {
    for (const [name, kept] of this.waiting) if (kept === id) this.waiting.delete(name);
  }

  private async keep(name: string): Promise<string> {
    if (this.isAway) throw Problem.unreachable();
    this.uploads += 1;
    const id = this.waiting.get(name) ?? `upload-${this.uploads}`;
    this.waiting.set(name, id);
    await Promise.resolve();
    this.meanwhile();
    return id;
  }
}

const TICKET = 'ticket';
const NAMES = draftsOf(TICKET);
const log = (): File => new File(['boom'], 'error.log', { type: 'text/plain' });
const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));
const seen = (files: WaitingFiles): Partial<WaitingFile>[] =>
  files.snapshot().map(({ id, state, why }) => ({ ...(id && { id }), state, ...(why && { why }) }));

/** The drafts of a ticket as a page has them that was just opened. */
function opened(server: FakeServer) {
  const drafts = new FilesOfDrafts(server);
  return { note: drafts.of(TICKET, NAMES.note), reply: drafts.of(TICKET, NAMES.public) };
}

/** The same file on both. */
async function onBoth(server: FakeServer) {
  const page = opened(server);
  page.note.add([log()]);
  await settled();
  page.reply.add([log()]);
  await settled();
  return page;
}

function post(server: FakeServer, files: WaitingFiles): void {
  const ids = files.snapshot().flatMap(({ id }) => id ?? []);
  for (const id of ids) server.forget(id);
  files.sent(ids);
}

describe(FilesOfDrafts.name, () => {
  it('have one upload for the same file on a note and a reply', async () => {
    const { note, reply } = await onBoth(new FakeServer());
    expect([seen(note), seen(reply)]).toEqual([
      [{ id: 'upload-1', state: 'kept' }],
      [{ id: 'upload-1', state: 'kept' }],
    ]);
  });

  it('take a file back when no draft has it any more', async () => {
    const server = new FakeServer();
    const { note, reply } = await onBoth(server);
    note.remove(note.snapshot()[0]!.key);
    await settled();
    expect([server.takenBack, seen(reply)]).toEqual([[], [{ id: 'upload-1', state: 'kept' }]]);
    reply.remove(reply.snapshot()[0]!.key);
    expect(server.takenBack).toEqual(['upload-1']);
  });

  it('do not take back what a draft has that was not opened since the page was loaded, or is in another tab', async () => {
    const server = new FakeServer();
    await onBoth(server);
    const note = new FilesOfDrafts(server).of(TICKET, NAMES.note);
    note.remove(note.snapshot()[0]!.key);
    expect(server.takenBack).toEqual([]);

    const here = opened(server);
    const tab = opened(server);
    tab.note.add([log()]);
    await settled();
    here.reply.remove(here.reply.snapshot()[0]!.key);
    expect(server.takenBack).toEqual([]);
  });

  it('are found again whichever tab they were attached in', async () => {
    const server = new FakeServer();
    const [here, tab] = [opened(server).note, opened(server).note];
    here.add([log()]);
    tab.add([new File(['more'], 'more.log')]);
    await settled();
    const names = (files: WaitingFiles) => files.snapshot().map(({ name }) => name);
    expect([names(here), names(tab)]).toEqual([['error.log'], ['more.log']]);
    expect(names(opened(server).note)).toEqual(['error.log', 'more.log']);
    post(server, here);
    expect(names(opened(server).note)).toEqual(['more.log']);
  });

  it('upload again what went with the post of the other draft', async () => {
    const server = new FakeServer();
    const { note, reply } = await onBoth(server);
    post(server, note);
    expect([seen(note), seen(reply)]).toEqual([[], [{ state: 'uploading' }]]);
    await settled();
    expect(seen(reply)).toEqual([{ id: 'upload-3', state: 'kept' }]);
    expect(seen(opened(server).reply)).toEqual([{ id: 'upload-3', state: 'kept' }]);
  });

  it('upload again what went with a post while it was uploaded', async () => {
    const server = new FakeServer();
    const { note, reply } = opened(server);
    note.add([log()]);
    await settled();
    server.meanwhile = () => {
      server.meanwhile = () => undefined;
      post(server, note);
    };
    reply.add([log()]);
    await settled();
    expect([seen(reply), server.uploads]).toEqual([[{ id: 'upload-3', state: 'kept' }], 3]);
  });

  it('upload again what was taken back while it was uploaded', async () => {
    const server = new FakeServer();
    const { note, reply } = opened(server);
    note.add([log()]);
    await settled();
    server.meanwhile = () => {
      server.meanwhile = () => undefined;
      note.remove(note.snapshot()[0]!.key);
    };
    reply.add([log()]);
    await settled();
    expect([seen(reply), server.takenBack]).toEqual([[{ id: 'upload-3', state: 'kept' }], ['upload-1']]);
  });

  it('let a file be tried again that could not be uploaded again', async () => {
    const server = new FakeServer();
    const { note, reply } = await onBoth(server);
    server.isAway = true;
    post(server, note);
    await settled();
    expect(reply.snapshot()).toMatchObject([{ state: 'failed', why: { status: 0 }, mayRetry: true }]);
    server.isAway = false;
    reply.retry(reply.snapshot()[0]!.key);
    await settled();
    expect(seen(reply)).toEqual([{ id: 'upload-3', state: 'kept' }]);
  });

  it('say after a reload that a file has to be attached again, until it is', async () => {
    const server = new FakeServer();
    await onBoth(server);
    const { note, reply } = opened(server);
    post(server, note);
    const toAttach = [{ state: 'failed', why: 'attachment.elsewhere' }];
    expect([seen(reply), reply.snapshot()[0]!.mayRetry]).toEqual([toAttach, false]);

    const later = opened(server).reply;
    expect(seen(later)).toEqual(toAttach);
    later.add([log()]);
    await settled();
    expect(seen(later)).toEqual([{ id: 'upload-3', state: 'kept' }]);
    expect(seen(opened(server).reply)).toEqual([{ id: 'upload-3', state: 'kept' }]);
  });

  it('say so also when the page is left while it is uploaded again, and forget it when it is removed', async () => {
    const server = new FakeServer();
    const { note } = await onBoth(server);
    post(server, note);
    const { reply } = opened(server);
    expect(seen(reply)).toEqual([{ state: 'failed', why: 'attachment.elsewhere' }]);
    reply.remove(reply.snapshot()[0]!.key);
    expect([seen(opened(server).reply), server.takenBack]).toEqual([[], []]);
  });
});
