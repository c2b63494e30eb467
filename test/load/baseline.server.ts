import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

/*
 * What a durable POST costs at the least, to hold ours against: bare Fastify, one schema, three rows committed before the 201.
 *   limit A: one statement per request, 32 connections.   limit B: micro-batches through unnest, two in flight.
 * No authentication, no idempotency, no contacts, no queue.
 */
const { DATABASE_URL, PORT, LIMIT } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: LIMIT === 'B' ? 8 : 32 });
await pool.query(`
  CREATE TABLE IF NOT EXISTS bench_ticket (id uuid PRIMARY KEY, subject text NOT NULL, description text NOT NULL,
    email text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE IF NOT EXISTS bench_event (ticket_id uuid NOT NULL, version integer NOT NULL, type text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (ticket_id, version));
  CREATE TABLE IF NOT EXISTS bench_outbox (id uuid PRIMARY KEY, queue text NOT NULL, data jsonb NOT NULL)`);

interface Request {
  readonly subject: string;
  readonly description: string;
  readonly requester: { readonly email: string };
}

const one = {
  name: 'limit-a',
  text: `WITH t AS (INSERT INTO bench_ticket (id, subject, description, email) VALUES ($1, $2, $3, $4)),
    e AS (INSERT INTO bench_event (ticket_id, version, type) VALUES ($1, 1, 'opened'))
    INSERT INTO bench_outbox VALUES ($5, 'triage', $6)`,
};
const many = {
  name: 'limit-b',
  text: `WITH r AS (SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::jsonb[])
      AS r (id, subject, description, email, outbox_id, data)),
    t AS (INSERT INTO bench_ticket (id, subject, description, email) SELECT id, subject, description, email FROM r),
    e AS (INSERT INTO bench_event (ticket_id, version, type) SELECT id, 1, 'opened' FROM r)
    INSERT INTO bench_outbox SELECT outbox_id, 'triage', data FROM r`,
};

type Row = [id: string, subject: string, description: string, email: string, outboxId: string, data: string];
const rowOf = ({ subject, description, requester }: Request): Row => {
  const id = randomUUID();
  return [id, subject, description, requester.email, randomUUID(), JSON.stringify({ ticketId: id })];
};

const waiting: { readonly row: Row; readonly done: (outcome: Promise<unknown>) => void }[] = [];
let inFlight = 0;
async function flush(): Promise<void> {
  if (inFlight === 2 || waiting.length === 0) return;
  const batch = waiting.splice(0, 200);
  inFlight += 1;
  const columns = [0, 1, 2, 3, 4, 5].map((column) => batch.map(({ row }) => row[column]));
  const outcome = pool.query({ ...many, values: columns });
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
  await (LIMIT === 'B' ? batched(row) : pool.query({ ...one, values: row }));
  return reply.code(201).send({ id: row[0], state: 'received' });
});
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
