import { run, type Statement, type Tx } from '#database';
import type { RoutingRule } from '#domain';
import { Injectable } from '@nestjs/common';

type Settings = Omit<RoutingRule, 'id'>;

/** The ordered rules, as rows of `routing_rule`. Only this app writes them. */
@Injectable()
export class RoutingRules {
  /** In the order in which they are asked. */
  list(tx: Tx): Promise<RoutingRule[]> {
    return run<RoutingRule>(tx, list, []);
  }

  /** Lets writers take turns until the transaction ends; readers go on. */
  async lockOrder(tx: Tx): Promise<void> {
    await run(tx, lockOrder, []);
  }

  /** Adds a rule behind all others. */
  async append(tx: Tx, { id, ...settings }: RoutingRule): Promise<void> {
    await run(tx, append, [id, ...values(settings)]);
  }

  async lock(tx: Tx, id: string): Promise<RoutingRule | null> {
    return (await run<RoutingRule>(tx, lockOne, [id]))[0] ?? null;
  }

  async change(tx: Tx, { id, ...settings }: RoutingRule): Promise<void> {
    await run(tx, change, [id, ...values(settings)]);
  }

  /** Whether there was one. */
  async remove(tx: Tx, id: string): Promise<boolean> {
    return (await run(tx, remove, [id])).length > 0;
  }

  async reorder(tx: Tx, ids: readonly string[]): Promise<void> {
    await run(tx, reorder, [ids]);
  }

  /** Which of the things a rule points at are not there: names of its fields. */
  async missing(tx: Tx, { productId, organisationId, sector, tier }: Settings): Promise<(keyof Settings)[]> {
    const [there] = await run<Record<string, boolean>>(tx, whatIsThere, [productId, organisationId, sector, tier]);
    return (['productId', 'organisationId', 'sector', 'tier'] as const).filter((field) => !there?.[field]);
  }
}

const values = (rule: Settings): unknown[] => [
  rule.name,
  rule.words,
  rule.productId,
  rule.organisationId,
  rule.sector,
  rule.tier,
  rule.enabled,
];

const columns = `id, name, words, product_id AS "productId", organisation_id AS "organisationId", tier, sector, enabled`;
const list: Statement = { name: 'rule-list', text: `SELECT ${columns} FROM routing_rule ORDER BY position` };
const lockOne: Statement = {
  name: 'rule-lock',
  text: `SELECT ${columns} FROM routing_rule WHERE id = $1 FOR UPDATE`,
};
const lockOrder: Statement = { name: 'rule-lock-order', text: 'LOCK TABLE routing_rule IN SHARE ROW EXCLUSIVE MODE' };
const append: Statement = {
  name: 'rule-append',
  text: `INSERT INTO routing_rule (id, position, name, words, product_id, organisation_id, sector, tier, enabled)
    SELECT $1, coalesce(max(position), 0) + 1, $2, $3::text[], $4::uuid, $5::uuid, $6, $7::integer, $8::boolean FROM routing_rule`,
};
const change: Statement = {
  name: 'rule-change',
  text: `UPDATE routing_rule SET name = $2, words = $3, product_id = $4, organisation_id = $5, sector = $6, tier = $7, enabled = $8
    WHERE id = $1`,
};
const remove: Statement = { name: 'rule-remove', text: 'DELETE FROM routing_rule WHERE id = $1 RETURNING id' };
const reorder: Statement = {
  name: 'rule-reorder',
  text: `UPDATE routing_rule SET position = wanted.position
    FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, position) WHERE routing_rule.id = wanted.id`,
};
const whatIsThere: Statement = {
  name: 'rule-what-is-there',
  text: `SELECT
    $1::uuid IS NULL OR EXISTS (SELECT FROM product WHERE id = $1) AS "productId",
    $2::uuid IS NULL OR EXISTS (SELECT FROM organisation WHERE id = $2) AS "organisationId",
    $3::text IS NULL OR EXISTS (SELECT FROM sector WHERE code = $3) AS sector,
    EXISTS (SELECT FROM tier WHERE number = $4::integer) AS tier`,
};
