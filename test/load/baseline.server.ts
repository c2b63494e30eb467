import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const REQUESTER = '00000000-0000-7000-8000-000000000000';

/*
 * What a durable POST costs at the least, to hold ours against: bare Fastify, one schema, rows committed before the 201.
 * No authentication, no idempotency, no contacts, no queue.
 *   A      one statement per request, 32 connections: ticket, post, event and outbox row into our own tables
 *   B      the same rows in micro-batches through unnest, two in flight
 *   bare   as A, but only ticket, event and outbox row, into tables with nothing but a primary key
 */
const { DATABASE_URL, PORT, LIMIT } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: LIMIT === 'B' ? 8 : 32 });
await pool.query(`
  CREATE TABLE IF NOT EXISTS bench_ticket (id uuid PRIMARY KEY, subject text NOT NULL, description text NOT NULL,
    email text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS bench_event (ticket_id uuid NOT NULL, version integer NOT NULL, type text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (ticket_id, version));
  CREATE TABLE IF NOT EXISTS bench_outbox (id uuid PRIMARY KEY, queue text NOT NULL, data jsonb NOT NULL);
  INSERT INTO contact (id, email) VALUES ('${REQUESTER}', 'limit@bench.test') ON CONFLICT DO NOTHING`);

interface Request {
  readonly subject: string;
  readonly description: string;
  readonly requester: { readonly email: string };
}

const ticketColumns = `id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, created_at, updated_at`;
const ticketValues = `nextval('ticket_number'), 'received', 1, subject, '${REQUESTER}'::uuid, 'api', 'bench', 'medium', 'medium', now(), now()`;
const rows = (source: string): string => `
  WITH r AS MATERIALIZED (${source}),
  t AS (INSERT INTO ticket (${ticketColumns}) SELECT id, ${ticketValues} FROM r),
  p AS (INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at)
    SELECT post_id, id, 'customer', email, true, description, now() FROM r),
  e AS (INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
    SELECT id, 1, 'ticket.opened', now(), 'api-key', 'bench', true, '{}' FROM r)
  INSERT INTO outbox (id, queue, message, data, correlation_id, next_sweep_at)
  SELECT outbox_id, 'triage', 'ticket.opened', data, 'bench', now() + interval '10 seconds' FROM r`;
const statements = {
  A: {
    name: 'limit-a',
    text: rows(`SELECT $1::uuid AS id, $2::text AS subject, $3::text AS description, $4::text AS email,
      $5::uuid AS outbox_id, $6::jsonb AS data, $7::uuid AS post_id`),
  },
  B: {
    name: 'limit-b',
    text: rows(`SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::jsonb[], $7::uuid[])
      AS r (id, subject, description, email, outbox_id, data, post_id)`),
  },
  bare: {
    name: 'limit-bare',
    text: `WITH t AS (INSERT INTO bench_ticket (id, subject, description, email) VALUES ($1, $2, $3, $4)),
      e AS (INSERT INTO bench_event (ticket_id, version, type) VALUES ($1, 1, 'opened')),
      r AS (SELECT $7::uuid)
      INSERT INTO bench_outbox VALUES ($5, 'triage', $6)`,
  },
};

type Row = [
  id: string,
  subject: string,
  description: string,
  email: string,
  outboxId: string,
  data: string,
  postId: string,
];
const rowOf = ({ subject, description, requester }: Request): Row => {
  const id = randomUUID();
  return [id, subject, description, requester.email, randomUUID(), JSON.stringify({ ticketId: id }), randomUUID()];
};

const waiting: { readonly row: Row; readonly done: (outcome: Promise<unknown>) => void }[] = [];
let inFlight = 0;
async function flush(): Promise<void> {
  if (inFlight === 2 || waiting.length === 0) return;
  const batch = waiting.splice(0, 200);
  inFlight += 1;
  const columns = [0, 1, 2, 3, 4, 5, 6].map((column) => batch.map(({ row }) => row[column]));
  const outcome = pool.query({ ...statements.B, values: columns });
  for (const { done } of batch) done(outcome);
  await outcome.catch(() => undefined);
  inFlight -= 1;
  setImmediate(() => void flush());
}
const batched = (row: Row): Promise<unknown> =>
  new Promise((done) => {
    waiting.push({ row, done });
    setImmediate(() => void flush());
  });

const app = Fastify();
const schema = {
  body: {
    type: 'object',
    required: ['subject', 'description', 'requester'],
    properties: {
      subject: { type: 'string', minLength: 1, maxLength: 500 },
      description: { type: 'string', minLength: 1 },
      requester: { type: 'object', required: ['email'], properties: { email: { type: 'string' } } },
    },
  },
};
app.get('/health/live', () => ({ status: 'ok' }));
app.post('/api/v1/tickets', { schema }, async (request, reply) => {
  const row = rowOf(request.body as Request);
  await (LIMIT === 'B'
    ? batched(row)
    : pool.query({ ...(LIMIT === 'A' ? statements.A : statements.bare), values: row }));
  return reply.code(201).send({ id: row[0], state: 'received' });
});
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
