import { createDataSource, Database, migrate, newId, promisesOf } from '#database';
import { emptyDatabase } from '#testing';
import { expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Promises1797500000000 } from './1797500000000-promises.js';
import { migrateUntil } from './testing/migrate-until.js';

/** As the release before left it: clocks that copied what was promised, by policies some of which were changed since. */
async function before(dataSource: DataSource): Promise<void> {
  await migrateUntil(dataSource, Promises1797500000000);
  const write = (sql: string, values: unknown[] = []) => dataSource.query(sql, values);
  const kim = newId();
  await write(`INSERT INTO contact (id, email) VALUES ($1, 'kim@acme.example')`, [kim]);
  await write(
    `INSERT INTO calendar_version (spec) SELECT '{"timezone": "UTC", "always": true}' FROM generate_series(1, 2)`,
  );
  await write(`INSERT INTO calendar (code, name, version) VALUES ('office', 'Office', 2)`);
  await write(`DELETE FROM sla_policy`);
  await write(`INSERT INTO sla_policy (priority, kind, entitlement, target_seconds, warn_at, warn, on_breach, even_if_held, calendar) VALUES
    ('P1', 'tier', 'any', 3600, '{50,90}', 'leads', 'escalate', true, NULL),
    ('P2', 'tier', 'any', 3600, '{50,90}', 'leads', 'escalate', true, NULL),
    ('P1', 'resolution', 'premium', 7200, '{}', 'nobody', 'alert', false, 'office')`);
  // Priority, kind, seconds, warnings, to whom, what the breach does, from hands, version of the calendar, state.
  const clocks = [
    ['P1', 'tier', 3_600, '50,90', 'leads', 'escalate', true, null, 'running'],
    ['P2', 'tier', 3_600, '50,90', 'leads', 'escalate', true, null, 'paused'],
    ['P1', 'resolution', 7_200, '', 'nobody', 'alert', false, 2, 'running'],
    ['P1', 'resolution', 7_200, '', 'nobody', 'alert', false, 1, 'met'],
    ['P3', 'first_response', 900, '', 'nobody', 'raise-priority', false, null, 'cancelled'],
    ['P3', 'tier', 1_800, '75', 'assignee', 'alert', false, null, 'running'],
  ] as const;
  for (const [index, clock] of clocks.entries()) {
    const id = newId();
    await write(
      `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, tier, created_at, updated_at)
       VALUES ($1, $2, 'queued', 2, 's', $3, 'api', 'k', 'high', 'high', 1, now(), now())`,
      [id, 100 + index, kim],
    );
    await write(
      `INSERT INTO ticket_transition (ticket_id, version, from_state, action, to_state, actor_kind, actor_id, at)
       VALUES ($1, 2, 'received', 'route', 'queued', 'system', 'test', now())`,
      [id],
    );
    await write(`INSERT INTO clock_cursor (ticket_id, version, opened_at, priority) VALUES ($1, 2, now(), $2)`, [
      id,
      clock[0],
    ]);
    await write(
      `INSERT INTO clock (id, ticket_id, started_at, priority, kind, target_seconds, warn_at, warn, on_breach, even_if_held, calendar_version, state)
       VALUES ($1, $2, now(), $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [newId(), id, ...clock],
    );
  }
}

test('clocks of the release before go by the version of a policy that says what they were promised', async () => {
  const empty = await emptyDatabase();
  const dataSource = await createDataSource({ url: empty.url, poolSize: 2, applicationName: 'test' }).initialize();
  try {
    await before(dataSource);
    await migrate(dataSource);
    const rows: unknown[] = await dataSource.query(
      `SELECT clock.kind, clock.priority, policy.priority AS of, policy.entitlement AS to, target_seconds::int AS seconds, calendar_version AS calendar, until,
         (SELECT string_agg(concat_ws(' ', t->>'percent', t->>'notify', t->>'action', t->>'evenIfHeld'), ', ' ORDER BY (t->>'percent')::int)
          FROM jsonb_array_elements(thresholds) t) AS rings, array_to_string(paused_while, ' ') AS paused, cursor.state, cursor.change
       FROM clock JOIN ticket ON ticket.id = ticket_id JOIN clock_cursor cursor USING (ticket_id)
         JOIN sla_policy_version policy ON policy.id = policy_version ORDER BY ticket.number`,
    );
    const tier = { kind: 'tier', to: null, calendar: null, paused: 'awaiting_customer awaiting_vendor', state: 'queued', change: 1 }; // prettier-ignore
    const held = {
      seconds: 3_600,
      until: null,
      rings: '50 leads none false, 90 leads none false, 100 nobody escalate true',
    };
    const resolution = { kind: 'resolution', seconds: 7_200, rings: '100 leads none false', paused: 'awaiting_customer', state: 'queued', change: 1 }; // prettier-ignore
    expect(rows).toEqual([
      { ...tier, ...held, priority: 'P1', of: 'P1' },
      { ...tier, ...held, priority: 'P2', of: 'P2' },
      { ...resolution, priority: 'P1', of: 'P1', to: 'premium', calendar: 2, until: null },
      { ...resolution, priority: 'P1', of: null, to: null, calendar: 1, until: 1 },
      { kind: 'first_response', priority: 'P3', of: null, to: null, seconds: 900, calendar: null, until: 1, rings: '100 nobody raise-priority false', paused: '', state: 'queued', change: 1 }, // prettier-ignore
      {
        ...tier,
        priority: 'P3',
        of: null,
        seconds: 1_800,
        until: 1,
        rings: '75 assignee none false, 100 leads none false',
      },
    ]);
    const promises = await promisesOf(new Database(dataSource));
    const facts = { priority: 'P1', entitlement: 'premium', organisationId: null, channel: null, tier: 1, teamId: null, vendorId: null } as const; // prettier-ignore
    expect(promises.select('tier', facts)).toMatchObject({ targetSeconds: 3_600 });
    expect(promises.select('resolution', { ...facts, entitlement: null })).toBeNull();
    expect(promises.select('first_response', facts)).toBeNull();
  } finally {
    await dataSource.destroy();
    await empty.close();
  }
});
