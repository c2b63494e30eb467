import { TicketOpened } from '#contracts';
import { run, type Database, type Tx, newId } from '#database';
import type { Outbox, OutboxRow } from '#messaging';

/** What handlers of these tests do to the world: one row a time they act, so that acting twice shows. */
export const createEffects = (database: Database) =>
  database.read({ name: 'test_effects_create', text: 'CREATE TABLE effect (ticket_id uuid NOT NULL)' });

export const act = (tx: Tx, ticketId: string) =>
  run(tx, { name: 'test_act', text: 'INSERT INTO effect VALUES ($1)' }, [ticketId]);

/** How often each of these was acted on. */
export async function timesActed(database: Database, ticketIds: readonly string[]): Promise<number[]> {
  const rows = await database.read<{ times: number }>(
    {
      name: 'test_times_acted',
      text: `SELECT (SELECT count(*)::int FROM effect WHERE ticket_id = wanted.id) AS times
             FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place) ORDER BY place`,
    },
    [ticketIds],
  );
  return rows.map((row) => row.times);
}

/** Says `ticket.opened` for that many new tickets, each in a transaction of its own, and returns their ids. */
export async function say(database: Database, outbox: Outbox, count = 1): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await Promise.all(
    ids.map((ticketId) => database.transaction((tx) => outbox.add(tx, TicketOpened, { ticketId, version: 1 }))),
  );
  return ids;
}

/** Rows committed by a process that died before it published them. */
export async function sayAndDie(database: Database, outbox: Outbox, count: number, due = 'now()'): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  const rows = ids.flatMap((ticketId) => outbox.rows(TicketOpened, { ticketId, version: 1 }));
  await insertRows(database, rows, due);
  return ids;
}

export async function insertRows(database: Database, rows: readonly OutboxRow[], due: string): Promise<void> {
  await database.read(
    {
      name: `test_insert_rows ${due}`.slice(0, 60),
      text: `INSERT INTO outbox (id, queue, message, data, correlation_id, next_sweep_at)
             SELECT row.id, row.queue, row.message, row.data, 'test', ${due}
             FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, queue text, message text, data jsonb)`,
    },
    [JSON.stringify(rows)],
  );
}

export async function outboxRows(database: Database) {
  return database.read<{
    id: string;
    failures: number;
    sweeps: number;
    dead: boolean;
    error: { message: string } | null;
  }>({
    name: 'test_outbox',
    text: 'SELECT id, failures, sweeps, dead_at IS NOT NULL AS dead, error FROM outbox ORDER BY id',
  });
}

/** A ticket of version 1. */
export async function createTicket(database: Database): Promise<string> {
  const id = newId();
  await database.read(
    {
      name: 'test_ticket',
      text: `WITH requester AS (INSERT INTO contact (id, email) VALUES ($1::uuid, $1::text || '@customer.example') RETURNING id)
             INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency,
               created_at, updated_at)
             SELECT $1, nextval('ticket_number'), 'received', 1, 'A ticket', id, 'api', 'test', 'low', 'low', now(), now()
             FROM requester`,
    },
    [id],
  );
  return id;
}
