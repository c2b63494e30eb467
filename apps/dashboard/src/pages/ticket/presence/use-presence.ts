import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../../api/client';
import { session } from '../../../api/session';

/** An agent may have a ticket open in several tabs: none speaks for another. */
const screen = Math.random().toString(36).slice(2);
const AGAIN_MS = 10_000;
/** Who has not typed for so long is no longer writing. */
const RESTS_AFTER_MS = 15_000;

const tell = (ticketId: string, mode: 'viewing' | 'writing' | null): void => {
  // Nobody is signed in: there is nobody to speak of, until somebody is.
  if (session.state() !== 'holds') return;
  // Whether it arrives does not matter: it is said again.
  void api
    .PUT('/api/v1/desk/presence', { body: { ticketId, mode, screen }, keepalive: mode === null })
    .catch(() => undefined);
};

/** Lets the others know that this agent has the ticket open; `typed` on every key that is written, `rested` when it was sent. */
export function usePresence(ticketId: string): { readonly typed: () => void; readonly rested: () => void } {
  const [isWriting, setWriting] = useState(false);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const say = (): void => {
      if (!document.hidden) tell(ticketId, isWriting ? 'writing' : 'viewing');
    };
    say();
    const timer = setInterval(say, AGAIN_MS);
    document.addEventListener('visibilitychange', say);
    const unsubscribe = session.subscribe(say);
    return () => {
      clearInterval(timer);
      unsubscribe();
      document.removeEventListener('visibilitychange', say);
    };
  }, [ticketId, isWriting]);
  useEffect(() => {
    const leave = (): void => tell(ticketId, null);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [ticketId]);
  useEffect(() => () => clearTimeout(rest.current), []);
  const typed = useCallback(() => {
    setWriting(true);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => setWriting(false), RESTS_AFTER_MS);
  }, []);
  const rested = useCallback(() => {
    clearTimeout(rest.current);
    setWriting(false);
  }, []);
  return { typed, rested };
}
