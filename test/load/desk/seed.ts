import { hashToken, newToken } from '#access';
import { newId } from '#database';
import { openStates, wordsOf } from '#domain';
import pg from 'pg';
import { say } from '../bench-world.js';
import { sentences } from './vocabulary.js';

const SENTENCES = 20_000;

export interface Desk {
  readonly tickets: number;
  readonly open: number;
  readonly lead: string;
  readonly agent: string;
  readonly agentId: string;
}

/**
 * Fills an empty database with so many tickets, most of them closed, without their indexes meanwhile. Rows as the apps write
 * them, and nothing that they would at once go to work on, as on tickets that were resolved long ago. A database that has them already stays as it is, but for its promises: they go on from where they were.
 */
export async function seedDesk(databaseUrl: string, tickets: number): Promise<Desk> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ made: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS made FROM pg_database WHERE datname = current_database()`,
    );
    const made = rows[0]?.made;
    if (made == null) return await seed(client, tickets);
    const [, size = '', at = ''] = /^(\d+) tickets at (.+)$/.exec(made) ?? [];
    if (Number(size) !== tickets)
      throw new Error(`The kept folder has ${made}; give TICKETS=${size} or another folder.`);
    await client.query(
      `UPDATE clock SET due_at = due_at + (now() - $1::timestamptz) WHERE state = 'running' AND breached_at IS NULL`,
      [at],
    );
    await client.query(
      `UPDATE ticket_due SET due_at = (SELECT min(due_at) FROM clock WHERE clock.ticket_id = ticket_due.ticket_id AND state = 'running')`,
    );
    await remember(client, tickets);
    await client.query('VACUUM ANALYZE clock, ticket_due');
    return { tickets, open: await countOpen(client), ...(await signIn(client)) };
  } finally {
    await client.end();
  }
}

async function seed(client: pg.Client, tickets: number): Promise<Desk> {
  const began = performance.now();
  const step = async (what: string, ...statements: readonly string[]): Promise<void> => {
    const from = performance.now();
    for (const statement of statements) await client.query(statement);
    say(`  ${what}: ${((performance.now() - from) / 1_000).toFixed(0)} s`);
  };
  // Neither foreign keys nor indexes one row at a time.
  await client.query(`SET session_replication_role = replica`);
  await client.query(`SET maintenance_work_mem = '1GB'`);
  // What is lost with the machine is made again.
  const hasty = { fsync: 'off', full_page_writes: 'off', max_wal_size: '8GB', checkpoint_timeout: '30min' };
  for (const [name, value] of Object.entries(hasty)) await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
  await client.query('SELECT pg_reload_conf()');
  await seedPeople(client);
  await client.query('CREATE TEMPORARY TABLE sentence (id int, language text, half int, text text, words tsvector)');
  await seedSentences(client);
  const indexes = await dropIndexes(client);
  const pick = (salt: number, size: string | number): string => `(abs(hashint8extended(n, ${salt})) % ${size})::int`;
  const drawn = ['a', 'b', 'c', 'd'] as const;
  await step(
    'what the tickets are',
    `CREATE TEMPORARY TABLE plan AS
      WITH drawn AS MATERIALIZED (
        SELECT n, ${pick(6, 2)} AS half, CASE WHEN ${pick(5, 10)} < 6 THEN 'en' WHEN ${pick(5, 10)} < 9 THEN 'ru' ELSE 'ko' END AS language,
          now() - (${tickets} - n) * interval '30 seconds' AS at
        FROM generate_series(1, ${tickets}) n
      ), pool AS (SELECT language, half, count(*)::int AS size FROM sentence GROUP BY 1, 2)
      SELECT n, n + 1000 AS number, gen_random_uuid() AS id, drawn.language, drawn.half, at, 'SN-' || lpad(to_hex(n::bigint * 7919), 9, '0') AS code,
        ${drawn.map((one) => `${one}.text AS ${one}_text, ${one}.words AS ${one}_words`).join(', ')},
        CASE WHEN n > ${tickets} - ${Math.ceil(tickets / 40)} AND ${pick(1, 10)} < 6 OR ${pick(2, 1000)} < 5
          THEN (ARRAY['received', 'queued', 'queued', 'in_progress', 'in_progress', 'awaiting_customer', 'awaiting_vendor', 'awaiting_intervention'])[1 + ${pick(3, 8)}]
          ELSE (ARRAY['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', CASE WHEN at > now() - interval '3 days' THEN 'resolved' ELSE 'closed' END, 'merged', 'rejected'])[1 + ${pick(4, 10)}] END AS state
      FROM drawn JOIN pool USING (language, half)
        ${drawn
          .map(
            (one, index) =>
              `JOIN sentence ${one} ON ${one}.language = drawn.language AND ${one}.half = drawn.half AND ${one}.id = ${pick(10 + index, 'size')}`,
          )
          .join('\n        ')}`,
  );
  await step(
    'tickets',
    `INSERT INTO ticket (id, number, state, version, subject, requester_id, organisation_id, channel, language, created_by, impact, urgency, priority,
        entitlement, tier, sector, team_id, assignee_id, known_to, stay_version, queued_at, bounces, tags, product_id, created_at, updated_at, resolved_at, closed_at)
      SELECT plan.id, number, state, 3, left(a_text, 60) || ' ' || code, contact.contact_id, contact.organisation_id, (ARRAY['api', 'web', 'portal', 'email', 'phone', 'chat', 'alert'])[1 + ${pick(20, 7)}], language,
        'bench', 'medium', 'medium', CASE WHEN state <> 'received' THEN 'P' || 1 + ${pick(21, 5)} END, (ARRAY['premium', 'service', 'warranty', 'self-service'])[1 + ${pick(22, 4)}],
        CASE WHEN state <> 'received' THEN tier END, CASE WHEN state <> 'received' THEN sector END, NULL,
        CASE WHEN state NOT IN ('received', 'queued', 'merged', 'rejected') THEN agent.id END,
        CASE WHEN state NOT IN ('received', 'queued', 'merged', 'rejected') THEN ARRAY[agent.id] ELSE '{}' END, 2, at + interval '1 minute', ${pick(23, 40)} / 38,
        CASE WHEN ${pick(24, 5)} = 0 THEN ARRAY['tag-' || ${pick(25, 200)}] ELSE '{}' END, NULL, at, at + ${pick(26, 86_400)} * interval '1 second',
        CASE WHEN state IN ('resolved', 'closed') THEN at + ${pick(26, 86_400)} * interval '1 second' END, NULL
      FROM (SELECT *, 1 + ${pick(27, 10)} / 6 + ${pick(27, 10)} / 9 AS tier, (ARRAY['network', 'storage', 'printing', 'billing'])[1 + ${pick(28, 4)}] AS sector FROM plan) plan
        JOIN (SELECT row_number() OVER (ORDER BY id)::int - 1 AS place, id AS contact_id, organisation_id FROM contact) contact ON contact.place = ${pick(29, 20_000)}
        JOIN (SELECT row_number() OVER (ORDER BY id)::int - 1 AS place, id FROM agent) agent ON agent.place = ${pick(30, 60)}
      ORDER BY number`,
    `SELECT setval('ticket_number', ${tickets} + 1001)`,
  );
  await step(
    'posts',
    `INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at)
      SELECT gen_random_uuid(), id, 'customer', 'bench', true, a_text || ' ' || b_text || ' ' || code, at FROM plan
      UNION ALL SELECT gen_random_uuid(), id, 'agent', 'bench', true, c_text, at + interval '1 hour' FROM plan
      UNION ALL SELECT gen_random_uuid(), id, 'agent', 'bench', false, d_text, at + interval '2 hours' FROM plan WHERE n % 2 = 0`,
    `INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
      SELECT id, 1, 'ticket.opened', at, 'customer', 'bench', true, '{}'::jsonb FROM plan
      UNION ALL SELECT plan.id, 3, 'ticket.resolved', at, 'agent', coalesce(ticket.assignee_id::text, 'bench'), true, '{}'::jsonb FROM plan JOIN ticket ON ticket.id = plan.id`,
  );
  await step(
    'clocks',
    `INSERT INTO clock (id, ticket_id, kind, tier, state, priority, started_at, resumed_at, due_at, breached_at, policy_version)
      SELECT gen_random_uuid(), plan.id, kind, CASE kind WHEN 'tier' THEN coalesce(ticket.tier, 1) END,
        CASE WHEN ticket.state IN ('awaiting_customer') THEN 'paused' ELSE 'running' END, coalesce(priority, 'P3'), at, at,
        CASE WHEN ticket.state <> 'awaiting_customer' THEN now() + (${pick(40, 400_000)} - 20000) * interval '1 second' + CASE kind WHEN 'resolution' THEN interval '1 hour' ELSE interval '0' END END,
        CASE WHEN ${pick(40, 400_000)} < 20000 THEN now() END, (SELECT min(id) FROM sla_policy_version)
      FROM plan JOIN ticket ON ticket.id = plan.id, unnest(ARRAY['resolution', 'tier']) AS kind
      WHERE ticket.state NOT IN ('resolved', 'closed', 'merged', 'rejected')`,
    `INSERT INTO clock (id, ticket_id, kind, state, priority, started_at, ended_at, policy_version)
      SELECT gen_random_uuid(), id, 'resolution', 'met', 'P3', at, at + interval '1 day', (SELECT min(id) FROM sla_policy_version)
      FROM plan WHERE state IN ('resolved', 'closed', 'merged', 'rejected')`,
    `INSERT INTO ticket_due (ticket_id, number, queue, due_at)
      SELECT ticket.id, ticket.number, CASE WHEN ticket.state = 'queued' THEN ticket.tier END, min(due_at) FILTER (WHERE clock.state = 'running')
      FROM ticket JOIN clock ON clock.ticket_id = ticket.id WHERE clock.ended_at IS NULL GROUP BY ticket.id`,
  );
  await step(
    'words',
    `INSERT INTO ticket_search (number, words)
      SELECT number, setweight(a_words || b_words || c_words || to_tsvector('ticket_words', 'sn ' || substr(code, 4) || ' ' || replace(code, '-', '')), 'A')
        || CASE WHEN n % 2 = 0 THEN d_words ELSE '' END || array_to_tsvector(ARRAY['#' || (number >> 12)]) FROM plan ORDER BY number`,
    `INSERT INTO search_word (word) SELECT DISTINCT unnest(tsvector_to_array(words)) FROM sentence
      UNION SELECT unnest(ARRAY[lower(substr(code, 4)), lower(replace(code, '-', ''))]) FROM plan UNION SELECT 'sn'`,
  );
  await step('indexes', ...indexes);
  await step('statistics', 'DROP TABLE plan', 'VACUUM ANALYZE');
  for (const name of Object.keys(hasty)) await client.query(`ALTER SYSTEM RESET ${name}`);
  await step('on disk', 'SELECT pg_reload_conf()', 'CHECKPOINT');
  await remember(client, tickets);
  const open = await countOpen(client);
  const sizes = await client.query<{ name: string; size: string }>(
    `SELECT relname AS name, pg_size_pretty(pg_relation_size(oid)) AS size FROM pg_class
     WHERE relname IN ('ticket', 'post', 'ticket_search', 'ticket_search_words', 'search_word', 'search_word_parts', 'clock', 'clock_unbroken', 'ticket_updated') ORDER BY 1`,
  );
  say(`  ${sizes.rows.map(({ name, size }) => `${name} ${size}`).join(', ')}`);
  say(`  ${tickets} tickets, ${open} of them open, in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  return { tickets, open, ...(await signIn(client)) };
}

/** As a server that has been at work for some days: what fits into its memory is there. */
export async function warm(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm');
    await client.query(
      `SELECT sum(pg_prewarm(oid)) FROM pg_class WHERE relkind IN ('r', 'i', 't') AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)`,
    );
  } finally {
    await client.end();
  }
}

const remember = async (client: pg.Client, tickets: number): Promise<void> =>
  void (await client.query(
    `DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), '${tickets} tickets at ' || now()); END $$`,
  ));

async function countOpen(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM ticket WHERE state = ANY ($1)`,
    [openStates],
  );
  return rows[0]?.open ?? 0;
}

async function seedSentences(client: pg.Client): Promise<void> {
  const all = sentences(SENTENCES);
  await client.query(
    `INSERT INTO sentence (id, language, half, text, words)
      SELECT (row_number() OVER (PARTITION BY language, half))::int - 1, language, half, text, to_tsvector('ticket_words', replace(text, 'ё', 'е'))
      FROM unnest($1::text[], $2::int[], $3::text[]) AS said (language, half, text) WHERE language <> 'ko'`,
    [all.map(({ language }) => language), all.map(({ half }) => half), all.map(({ text }) => text)],
  );
  const korean = all.filter(({ language }) => language === 'ko');
  await client.query(
    `INSERT INTO sentence (id, language, half, text, words)
      SELECT (row_number() OVER (PARTITION BY half))::int - 1, 'ko', half, text, to_tsvector('ticket_words', words)
      FROM unnest($1::int[], $2::text[], $3::text[]) AS said (half, text, words)`,
    [korean.map(({ half }) => half), korean.map(({ text }) => text), korean.map(({ text }) => wordsOf(text))],
  );
  await client.query('CREATE INDEX ON sentence (language, half, id)');
  await client.query('ANALYZE sentence');
}

async function seedPeople(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO sector (code, name) VALUES ('network', 'Network'), ('storage', 'Storage'), ('printing', 'Printing'), ('billing', 'Billing')`,
  );
  await client.query(
    `INSERT INTO organisation (id, name) SELECT gen_random_uuid(), 'Organisation ' || n FROM generate_series(1, 500) n`,
  );
  await client.query(`INSERT INTO contact (id, email, name, organisation_id)
    SELECT gen_random_uuid(), 'contact-' || n || '@bench.test', 'Contact ' || n, organisation.id
    FROM generate_series(1, 20000) n JOIN (SELECT row_number() OVER () AS place, id FROM organisation) organisation ON organisation.place = 1 + n % 500`);
  await client.query(`INSERT INTO team (id, name, tier, sector)
    SELECT gen_random_uuid(), 'L' || tier || ' ' || sector.code, tier, sector.code FROM generate_series(1, 3) tier, sector`);
  await client.query(`INSERT INTO agent (id, email, name, role, password_hash)
    SELECT gen_random_uuid(), 'agent-' || n || '@bench.test', 'Agent ' || n, 'agent', '-' FROM generate_series(1, 60) n`);
  await client.query(`INSERT INTO team_member (team_id, agent_id)
    SELECT team.id, agent.id FROM (SELECT row_number() OVER (ORDER BY id) AS place, id FROM agent) agent
      JOIN (SELECT row_number() OVER (ORDER BY name) AS place, id FROM team) team ON team.place = 1 + agent.place % 12`);
  await client.query(
    `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, 'lead@bench.test', 'Lead', 'lead', '-')`,
    [newId()],
  );
}

async function signIn(client: pg.Client): Promise<Pick<Desk, 'lead' | 'agent' | 'agentId'>> {
  const { rows } = await client.query<{ leadId: string; agentId: string }>(
    `SELECT (SELECT id FROM agent WHERE role = 'lead') AS "leadId", (SELECT agent_id FROM team_member JOIN team ON team.id = team_id
      WHERE team.name = 'L2 network' ORDER BY agent_id LIMIT 1) AS "agentId"`,
  );
  const [{ leadId, agentId }] = rows as [{ leadId: string; agentId: string }];
  const [lead, agent] = [newToken(), newToken()];
  for (const [token, id] of [
    [lead, leadId],
    [agent, agentId],
  ] as const) {
    await client.query(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`, [
      hashToken(token),
      id,
    ]);
  }
  return { lead, agent, agentId };
}

/** Drops all that no constraint needs; gives the statements that make them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE schemaname = 'public' AND tablename IN ('ticket', 'post', 'ticket_event', 'clock', 'ticket_due', 'ticket_search', 'search_word')
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${pg.escapeIdentifier(name)}`);
  return rows.map(({ definition }) => definition);
}
