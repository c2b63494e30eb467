import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Heard } from './heard';
import type { StreamEars } from './live-stream';
import { SharedStream, type Surroundings } from './shared-stream';

type Listener = (event: { readonly data: unknown }) => void;
type Lead = () => Promise<void>;

/** One lock and one channel, as the tabs of a browser share them. */
class FakeBrowser {
  readonly streams: FakeStream[] = [];
  private readonly channels = new Set<{ listeners: Listener[] }>();
  private holder: { reject: (error: Error) => void } | null = null;
  private waiting: (() => void)[] = [];

  tab(): Surroundings {
    const channel = { listeners: [] as Listener[], isFrozen: false };
    this.channels.add(channel);
    return {
      locks: { request: (_: string, options: LockOptions, lead: Lead) => this.request(options, lead) } as never,
      channel: {
        postMessage: (data: unknown) => this.post(channel, data),
        addEventListener: (_: string, listener: Listener) => channel.listeners.push(listener),
        close: () => this.channels.delete(channel),
      } as never,
      makeStream: (ears, position) => {
        const stream = new FakeStream(ears, position);
        this.streams.push(stream);
        return stream;
      },
    };
  }

  /** Its tab is there, but the browser lets nothing of it run. */
  freeze({ channel }: Surroundings): void {
    this.channels.delete(channel as never);
    for (const each of this.channels) if (each.listeners === (channel as never)) this.channels.delete(each);
  }

  private post(from: object, data: unknown): void {
    for (const channel of this.channels) {
      if (channel !== from) for (const listener of channel.listeners) listener({ data });
    }
  }

  private request({ steal, signal }: LockOptions, lead: Lead): Promise<void> {
    return new Promise((resolve, reject) => {
      const hold = async (): Promise<void> => {
        const holder = { reject };
        this.holder = holder;
        await lead();
        resolve();
        if (this.holder !== holder) return;
        this.holder = null;
        this.waiting.shift()?.();
      };
      signal?.addEventListener('abort', () => {
        this.waiting = this.waiting.filter((each) => each !== take);
        reject(new Error('aborted'));
      });
      const take = (): void => void hold();
      if (steal) this.holder?.reject(new Error('stolen'));
      if (steal || !this.holder) take();
      else this.waiting.push(take);
    });
  }
}

class FakeStream {
  isOpen = true;
  private end: () => void = () => undefined;

  constructor(
    readonly ears: StreamEars,
    readonly position: string | null,
  ) {}

  run(): Promise<void> {
    return new Promise((resolve) => (this.end = resolve));
  }

  close(): void {
    this.isOpen = false;
    this.end();
  }
}

const change: Heard = { event: 'ticket', data: { ticketId: 'id-1' } };

describe(SharedStream.name, () => {
  let browser: FakeBrowser;
  const open = () => {
    const [heard, states, around] = [[] as Heard[], [] as string[], browser.tab()];
    const shared = new SharedStream(
      (each) => heard.push(each),
      (state) => states.push(state),
      around,
    );
    shared.join();
    return { shared, heard, states, around };
  };
  const openStreams = () => browser.streams.filter(({ isOpen }) => isOpen);
  const settle = () => jest.advanceTimersByTimeAsync(10);

  beforeEach(() => {
    jest.useFakeTimers();
    browser = new FakeBrowser();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is one stream, and what it says is heard in every tab', async () => {
    const tabs = [open(), open(), open()];
    await settle();
    expect(browser.streams).toHaveLength(1);
    const [{ ears }] = browser.streams as [FakeStream];
    ears.tell('live', '1');
    ears.hear(change, '2');
    expect(tabs.map(({ heard }) => heard)).toEqual([[change], [change], [change]]);
    expect(tabs.map(({ states }) => states)).toEqual([['live'], ['live'], ['live']]);
    const late = open();
    await settle();
    expect(late.states).toEqual(['live']);
  });

  it('goes on in another tab where it was when the leading one is closed', async () => {
    const [first, second] = [open(), open()];
    await settle();
    browser.streams[0]!.ears.hear(change, '7');
    first.shared.leave();
    await settle();
    expect(openStreams()).toEqual([browser.streams[1]]);
    expect(browser.streams[1]!.position).toBe('7');
    browser.streams[1]!.ears.hear(change, '8');
    expect(second.heard).toEqual([change, change]);
    expect(first.heard).toEqual([change]);
  });

  it('is taken over from a tab that is frozen, which reads anew when it wakes', async () => {
    const [first, second] = [open(), open()];
    await settle();
    browser.streams[0]!.ears.tell('live', '7');
    browser.freeze(first.around);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(browser.streams.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    expect(browser.streams[1]!.position).toBe('7');
    expect(first.heard).toEqual([{ event: 'resync', data: null }]);
    second.shared.leave();
    await settle();
    expect(openStreams()).toHaveLength(1);
  });

  it('ends in every tab with the session', async () => {
    const tabs = [open(), open()];
    await settle();
    for (const each of [0, 1]) {
      browser.streams[each]!.ears.tell('ended', null);
      browser.streams[each]!.close();
      await settle();
    }
    expect(tabs.map(({ states }) => states)).toEqual([['ended'], ['ended']]);
    expect(openStreams()).toEqual([]);
  });
});
