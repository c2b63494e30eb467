import { useEffect } from 'react';
import { Problem } from '../api/problem';
import { useLive } from '../live/use-live';
import { ProblemNote } from '../parts/states';

/** As browsers and Vite say that a part of the page did not come. */
const NOT_LOADED = /dynamically imported module|module script failed|preload CSS/i;
const KEY = 'tierline-reloaded';
const NOT_AGAIN_MS = 15_000;

/** In place of a page that failed. What could not be fetched is fetched when the server is there again, also in a newer version. */
export function PageProblem({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const isNotLoaded = NOT_LOADED.test(error instanceof Error ? error.message : '');
  const isLive = useLive() === 'live';
  useEffect(() => {
    if (isNotLoaded && isLive) void reloadWhenReachable();
  }, [isNotLoaded, isLive]);
  if (isNotLoaded) return <ProblemNote error={Problem.unreachable()} onRetry={() => globalThis.location.reload()} />;
  return <ProblemNote error={error} onRetry={reset} />;
}

async function reloadWhenReachable(): Promise<void> {
  const last = Number(sessionStorage.getItem(KEY));
  const isThere = await fetch('/api/v1/auth/me').then(
    ({ status }) => status < 500,
    () => false,
  );
  if (!isThere || Date.now() - last < NOT_AGAIN_MS) return;
  sessionStorage.setItem(KEY, String(Date.now()));
  globalThis.location.reload();
}
