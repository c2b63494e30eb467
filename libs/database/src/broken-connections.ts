import type { Pool, PoolClient } from 'pg';

/**
 * A connection that breaks while somebody has it, but between two queries, says so by an event: without a listener it ends the process. pg's pool listens
 * while the connection lies idle, and whoever takes it out does a moment later; a server that falls can meet that moment. So each connection has a
 * listener for good. The next query on it fails, and the pool throws it away.
 */
export function outliveBrokenConnections(pool: Pool): void {
  const known = new WeakSet<PoolClient>();
  pool.on('acquire', (connection) => {
    if (known.has(connection)) return;
    known.add(connection);
    connection.on('error', () => {});
  });
}
