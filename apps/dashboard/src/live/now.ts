import { useSyncExternalStore } from 'react';

/* One timer for every countdown on the screen, not one each; it rests while nothing counts or nobody looks. */
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const tick = (): void => {
  if (document.hidden) return;
  now = Date.now();
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, 1_000);
    document.addEventListener('visibilitychange', tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener('visibilitychange', tick);
  };
}

/** The time in milliseconds, a second apart. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

const MINUTE = 60_000;
const rest = (): (() => void) => () => undefined;

/**
 * The time as one has to know it who counts to `at` in whole minutes, and in seconds at the end: with hundreds of countdowns on
 * a screen only those are drawn anew whose words change. Null: nothing is counted.
 */
export function useNowUntil(at: number | null): number {
  return useSyncExternalStore(at === null ? rest : subscribe, () => (at === null ? 0 : countedTo(at, now)));
}

/** In the middle of the minute that is left, or over. */
export function countedTo(at: number, time: number): number {
  const left = at - time;
  return Math.abs(left) < 2 * MINUTE ? time : at - (Math.trunc(left / MINUTE) + 0.5 * Math.sign(left)) * MINUTE;
}
