import { byWeight, fits, specificity, type PolicyConditions, type PromiseFacts } from '#domain';
import { testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '../data-source.js';
import { Database } from '../database.js';
import { newId } from '../new-id.js';
import { policiesOf, promisesOf } from './promises.js';

const acme = newId();
const team = newId();
const anything: PolicyConditions = {
  priority: null,
  entitlement: null,
  organisationId: null,
  channel: null,
  tier: null,
  teamId: null,
  vendorId: null,
};

let db: TestDatabase;
let database: Database;
/** In hours: every policy differs in its target. */
let hours = 0;

beforeAll(async () => {
  db = await testDatabase();
  ({ database } = db);
  await database.pool.query(`UPDATE sla_policy_version SET until = 1 WHERE until IS NULL`);
});
afterAll(() => db.close());

const one = async (text: string, values: unknown[] = []) =>
  (await database.pool.query<{ id: number }>(text, values)).rows[0]!.id;
const change = () =>
  one(
    `INSERT INTO sla_change (at, actor_kind, actor_id, what) SELECT max(at) + interval '1 hour', 'system', 'test', 'Tested.' FROM sla_change RETURNING id`,
  );
/** Gives the hours it promises, by which it is known. */
async function promise(since: number, conditions: Partial<PolicyConditions> = {}): Promise<number> {
  hours += 1;
  const { priority, entitlement, organisationId, channel, tier, teamId, vendorId } = { ...anything, ...conditions };
  await one(
    `INSERT INTO sla_policy_version (policy_id, kind, priority, entitlement, organisation_id, channel, tier, team_id, vendor_id,
       target_seconds, thresholds, paused_while, since)
     VALUES (gen_random_uuid(), 'tier', $1, $2, $3, $4, $5, $6, $7, $8, '[{"percent": 100}]', '{}', $9) RETURNING id`,
    [priority, entitlement, organisationId, channel, tier, teamId, vendorId, hours * 3_600, since],
  );
  return hours;
}
const selected = async (facts: Partial<PromiseFacts>, at?: number) => {
  const policy = (await promisesOf(database)).select('tier', { ...anything, ...facts }, at);
  return policy && policy.targetSeconds / 3_600;
};

describe('the policies in force', () => {
  it('give the one that says most of what it is for, whoever it is for', async () => {
    const now = await change();
    const general = await promise(now);
    const urgent = await promise(now, { priority: 'P1' });
    const ours = await promise(now, { organisationId: acme });
    const urgentOurs = await promise(now, { organisationId: acme, priority: 'P1' });
    const upper = await promise(now, { tier: 2 });
    const teams = await promise(now, { teamId: team });
    expect(await selected({})).toBe(general);
    expect(await selected({ priority: 'P1' })).toBe(urgent);
    expect(await selected({ organisationId: acme, priority: 'P2' })).toBe(ours);
    expect(await selected({ organisationId: acme, priority: 'P1' })).toBe(urgentOurs);
    expect(await selected({ organisationId: newId(), priority: 'P1' })).toBe(urgent);
    // Another organisation's own policies stand in a list of their own; the most telling one still wins over both lists.
    expect(await selected({ organisationId: acme, priority: 'P1', tier: 2 })).toBe(upper);
    expect(await selected({ organisationId: acme, tier: 2, teamId: team })).toBe(teams);
    const promises = await promisesOf(database);
    expect(promises.select('resolution', anything)).toBeNull();
  });

  it('are those of a change: what came later or was over by then is not among them', async () => {
    const first = await change();
    await one(`UPDATE sla_policy_version SET until = $1 WHERE until IS NULL RETURNING id`, [first]);
    expect(await selected({})).toBeNull();
    const then = await change();
    const old = await promise(then);
    const later = await change();
    await one(`UPDATE sla_policy_version SET until = $1 WHERE until IS NULL RETURNING id`, [later]);
    const young = await promise(later);
    expect(await Promise.all([first, then, later].map((at) => selected({}, at)))).toEqual([null, old, young]);
    expect(await selected({})).toBe(young);
    const promises = await promisesOf(database);
    expect(promises.change).toBe(later);
    expect(promises.changesAfter(first).map((one) => one.change)).toEqual([then, later]);
    expect(promises.changesAfter(later)).toEqual([]);
  });

  it('are seen at once by whoever has heard of the change, and old versions stay known', async () => {
    const other = new Database(createDataSource({ url: db.url, poolSize: 1, applicationName: 'other' }));
    await other.dataSource.initialize();
    try {
      const before = await promisesOf(other);
      const now = await change();
      const hours = await promise(now, { channel: 'phone' });
      expect(before.select('tier', { ...anything, channel: 'phone' })?.targetSeconds).not.toBe(hours * 3_600);
      const after = await promisesOf(other, now);
      const policy = after.select('tier', { ...anything, channel: 'phone' })!;
      expect(policy.targetSeconds).toBe(hours * 3_600);
      expect(await promisesOf(other, now)).toBe(after);
      const policyOf = await policiesOf(other, [policy.version]);
      expect(policyOf(policy.version)).toBe(policy);
      expect(() => policyOf(999_999)).toThrow(/999999/);
    } finally {
      await other.dataSource.destroy();
    }
  });

  it('agree with what the domain says of precedence, on any of them', async () => {
    const now = await change();
    await one(`UPDATE sla_policy_version SET until = $1 WHERE until IS NULL RETURNING id`, [now]);
    const facts: PromiseFacts = { priority: 'P2', entitlement: 'premium', organisationId: acme, channel: 'email', tier: 2, teamId: team, vendorId: null }; // prettier-ignore
    const given: { conditions: PolicyConditions; hours: number }[] = [];
    const names = byWeight.filter((name) => facts[name] !== null);
    for (let subset = 0; subset < 2 ** names.length; subset += 5) {
      const named = names.filter((_, index) => (subset >> index) % 2 === 1).map((name) => [name, facts[name]]);
      const conditions = { ...anything, ...(Object.fromEntries(named) as Partial<PolicyConditions>) };
      given.push({ conditions, hours: await promise(now, conditions) });
    }
    for (const without of [null, ...names]) {
      const asked = without ? { ...facts, [without]: null } : facts;
      const [best] = given
        .filter(({ conditions }) => fits(conditions, asked))
        .toSorted((a, b) => specificity(b.conditions) - specificity(a.conditions));
      expect([without, await selected(asked)]).toEqual([without, best?.hours]);
    }
  });
});
