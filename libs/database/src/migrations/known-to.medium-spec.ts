import { createDataSource, migrate, newId } from '#database';
import { emptyDatabase } from '#testing';
import { expect, test } from '@jest/globals';
import { KnownTo1798000000000 } from './1798000000000-known-to.js';
import { migrateUntil } from './testing/migrate-until.js';

test('tickets of the release before are known to who did something on them and to who was named', async () => {
  const empty = await emptyDatabase();
  const dataSource = await createDataSource({ url: empty.url, poolSize: 2, applicationName: 'test' }).initialize();
  try {
    await migrateUntil(dataSource, KnownTo1798000000000);
    const write = (sql: string, values: unknown[] = []) => dataSource.query<Record<string, unknown>[]>(sql, values);
    const [kim, ada, bea] = [newId(), newId(), newId()];
    await write(`INSERT INTO contact (id, email) VALUES ($1, 'kim@acme.example')`, [kim]);
    await write(
      `INSERT INTO agent (id, email, name, role, password_hash)
       SELECT id, id || '@example.test', 'a', 'agent', '-' FROM unnest($1::uuid[]) AS id`,
      [[ada, bea]],
    );
    // Far apart: they are not filled in one go.
    for (const number of [1_001, 1_002, 25_000]) {
      await write(
        `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, created_at, updated_at)
         VALUES ($1, $2, 'received', 3, 's', $3, 'api', 'k', 'high', 'high', now(), now())`,
        [newId(), number, kim],
      );
    }
    await write(
      `INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
       SELECT id, event.version, 'ticket.noted', now(), kind, actor, false, '{}' FROM ticket,
         (VALUES (1, 'customer', $1), (2, 'agent', $2), (3, 'agent', $2)) AS event (version, kind, actor) WHERE number <> 1002`,
      [kim, ada],
    );
    await write(
      `WITH post AS (INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at)
         SELECT $1, id, 'agent', $2, false, 'look, Bea', now() FROM ticket WHERE number = 25000 RETURNING *)
       INSERT INTO ticket_mention (ticket_id, agent_id, post_id, mentioned_by, mentioned_at)
       SELECT ticket_id, $3, id, $2::uuid, now() FROM post`,
      [newId(), ada, bea],
    );
    await migrate(dataSource);
    const rows = await write(
      `SELECT number, ARRAY(SELECT unnest(known_to) ORDER BY 1) AS known_to FROM ticket ORDER BY number`,
    );
    expect(rows).toEqual([
      { number: 1_001, known_to: [ada] },
      { number: 1_002, known_to: [] },
      { number: 25_000, known_to: [ada, bea].toSorted() },
    ]);
  } finally {
    await dataSource.destroy();
    await empty.close();
  }
});
