import { queryClient } from '../api/query-client';
import { session } from '../api/session';
import type { StreamState } from './live-stream';
import { SharedStream } from './shared-stream';
import { applyChange } from './what-changed';

/** Keeps what this tab shows true, from the moment somebody is known to be signed in until they are not. */
class Live {
  private stream: SharedStream | null = null;
  private current: StreamState = 'connecting';
  private readonly listeners = new Set<() => void>();

  readonly state = (): StreamState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Once is enough: what is open stays open. */
  start(): void {
    if (this.stream) return;
    this.stream = new SharedStream(
      (heard) => applyChange(queryClient, heard),
      (state) => this.be(state),
    );
    this.stream.join();
    document.addEventListener('visibilitychange', this.look);
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.look);
    this.stream?.leave();
    this.stream = null;
    this.be('connecting');
  }

  private readonly look = (): void => {
    if (!document.hidden) this.stream?.ask();
  };

  private be(state: StreamState): void {
    this.current = state;
    if (state === 'ended') session.end('expired');
    for (const listener of this.listeners) listener();
  }
}

export const live = new Live();
