import type { Database } from '#database';
import { gauge } from '#observability';

const connections = gauge({
  name: 'database_connections',
  help: "Connections of this process's pool. state: busy, idle; and how many callers wait for one: waiting.",
  labels: ['state'],
});
const most = gauge({ name: 'database_connections_max', help: "Connections this process's pool may open." });

/** How much of its pool a process uses: no question to the database. */
export function readPool({ pool }: Database): Promise<void> {
  connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
  connections.set({ state: 'idle' }, pool.idleCount);
  connections.set({ state: 'waiting' }, pool.waitingCount);
  most.set(pool.options.max);
  return Promise.resolve();
}
