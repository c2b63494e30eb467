import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from './api.js';

interface Promised {
  readonly state: string;
  readonly clocks: readonly { readonly endedAt: string | null }[];
}

const SETTLED_WITHIN_MS = 60_000;

/**
 * Waits until the clocks of the latest tickets are as their last move wants them: queues are handled in order, so then
 * the messages about earlier ones were handled, or given up. False when that does not happen within a minute.
 */
export async function untilSettled(api: Api, token: string, ticketIds: readonly string[]): Promise<boolean> {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (const id of ticketIds) {
    while (!isSettled((await api.read(`tickets/${id}`, token)) as Promised)) {
      if (Date.now() > deadline) return false;
      await pause(200);
    }
  }
  return true;
}

const isSettled = ({ state, clocks }: Promised): boolean =>
  clocks.length > 0 && (!['resolved', 'closed'].includes(state) || clocks.every(({ endedAt }) => endedAt !== null));
