import pg from 'pg';

/* The retry table waits for hours and a lease for minutes; nobody has that long, so what waits becomes due. */
const hurry = ['vendor_delivery', 'outgoing_mail', 'inbound_mail']
  .map((table) => `UPDATE ${table} SET next_attempt_at = now() WHERE next_attempt_at > now() + interval '1 second'`)
  .join('; ');
const left = `SELECT
    (SELECT count(*) FROM outbox WHERE dead_at IS NULL)
    + (SELECT count(*) FROM ticket WHERE state IN ('received', 'awaiting_vendor'))
    + (SELECT count(*) FROM vendor_delivery WHERE next_attempt_at IS NOT NULL)
    + (SELECT count(*) FROM inbound_mail WHERE state = 'received')
    + (SELECT count(*) FROM outgoing_mail WHERE state = 'waiting')
    + (SELECT count(*) FROM alert WHERE settle_at IS NOT NULL)
    + (SELECT count(*) FROM sla_change WHERE finished_at IS NULL)
    + (SELECT count(*) FROM clock WHERE state = 'running' AND next_alarm_at < now() + interval '10 seconds') AS left`;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets deliveries that wait for their next attempt wait no longer, every few seconds until it is over. */
export async function hurryDeliveries(databaseUrl: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await pause(3_000);
    const client = new pg.Client(databaseUrl);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(hurry);
    } catch {
      // PostgreSQL is down just now.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Waits until nothing is on its way any more: no message, no delivery, no vendor's answer, no alarm, no change of policies. */
export async function waitForQuiet(databaseUrl: string, withinMs: number): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const deadline = Date.now() + withinMs;
  let quietSince: number | null = null;
  while (Date.now() < deadline && (quietSince === null || Date.now() - quietSince < 1_500)) {
    const { rows } = await client.query<{ left: string }>(left);
    quietSince = Number(rows[0]?.left) === 0 ? (quietSince ?? Date.now()) : null;
    await pause(200);
  }
  await client.end();
}
