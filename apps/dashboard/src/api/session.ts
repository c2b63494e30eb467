/** Whether this browser's session holds: `expired` by time or by an admin, `signed-out` by hand in another tab. */
export type SessionState = 'holds' | 'expired' | 'signed-out';

type Told = { readonly kind: 'in'; readonly id: string } | { readonly kind: 'out' };

/** The session of this browser as its tabs know it: it is one for all of them. */
class Session {
  private current: SessionState = 'holds';
  private readonly listeners = new Set<() => void>();
  private readonly entered = new Set<(id: string) => void>();
  private readonly channel = new BroadcastChannel('tierline-session');

  constructor() {
    this.channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.kind === 'out') return this.be('signed-out');
      this.be('holds');
      for (const enter of this.entered) enter(data.id);
    });
  }

  readonly state = (): SessionState => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Calls when somebody has signed in in another tab, with the agent's id. */
  onSignIn(enter: (id: string) => void): () => void {
    this.entered.add(enter);
    return () => this.entered.delete(enter);
  }

  /** The server says that nobody is signed in. */
  end(why: 'expired' | 'signed-out'): void {
    if (this.current === 'holds') this.be(why);
  }

  /** Somebody has signed in here: the other tabs hear of it. */
  begin(id: string): void {
    this.be('holds');
    this.channel.postMessage({ kind: 'in', id } satisfies Told);
  }

  /** Somebody has signed out here. */
  leave(): void {
    this.channel.postMessage({ kind: 'out' } satisfies Told);
  }

  private be(state: SessionState): void {
    if (state === this.current) return;
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

export const session = new Session();
