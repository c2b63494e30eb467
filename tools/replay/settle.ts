import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from './api.js';

interface Promised {
  readonly state: string;
  readonly clocks: readonly { readonly endedAt: string | null }[];
}

/** So long may pass without one more of them being settled. */
const PROGRESS_WITHIN_MS = 120_000;
const SAMPLES = 300;
const LATEST = 64;

/**
 * Waits until the clocks of the tickets, given in the order in which they came to their end, are as their last move wants
 * them. Queues are handled in order, so when that holds for some of them and for the latest, the messages about all were
 * handled, or given up. False when nothing gets on any more.
 */
export async function untilSettled(api: Api, token: string, ticketIds: readonly string[]): Promise<boolean> {
  const every = Math.max(1, Math.floor(ticketIds.length / SAMPLES));
  const samples = ticketIds.filter((_, index) => index % every === 0 || index >= ticketIds.length - LATEST);
  for (const id of samples) {
    const deadline = Date.now() + PROGRESS_WITHIN_MS;
    while (!isSettled((await api.read(`tickets/${id}`, token)) as Promised)) {
      if (Date.now() > deadline) return false;
      await pause(200);
    }
  }
  return true;
}

const isSettled = ({ state, clocks }: Promised): boolean =>
  clocks.length > 0 && (!['resolved', 'closed'].includes(state) || clocks.every(({ endedAt }) => endedAt !== null));
