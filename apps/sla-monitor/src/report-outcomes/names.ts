import type { Database } from '#database';
import { tierName, type ClockKind, type PolicyConditions } from '#domain';
import { tellPurpose } from '../edit-policies/tell-edit.js';
import type { Grouping } from './outcomes.query.js';

/** What the ids of groups are called; an id that is gone has no name. */
export async function namesOf(
  database: Database,
  groupBy: Grouping,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  switch (groupBy) {
    case 'policy':
      return policyNames(database, ids);
    case 'team':
    case 'vendor':
    case 'organisation':
      return thingNames(database, groupBy, ids);
    case 'tier':
      return new Map(ids.map((id) => [id, tierName(Number(id))]));
    case 'kind':
    case 'priority':
    case 'day':
    case 'week':
    case 'month':
      return new Map(ids.map((id) => [id, id]));
  }
}

export async function thingNames(
  database: Database,
  table: 'team' | 'vendor' | 'organisation',
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const statement = {
    name: `report-names-${table}`,
    text: `SELECT id, name FROM ${table} WHERE id = ANY ($1::uuid[])`,
  };
  const rows = ids.length === 0 ? [] : await database.read<{ id: string; name: string }>(statement, [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type PolicyRow = PolicyConditions & {
  readonly id: string;
  readonly kind: ClockKind;
  readonly organisation: string | null;
  readonly team: string | null;
  readonly vendor: string | null;
};

/** What policies are for, as their last versions say: "resolution for P1, premium". */
export async function policyNames(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = ids.length === 0 ? [] : await database.read<PolicyRow>(readPolicies, [ids]);
  return new Map(
    rows.map(({ id, kind, organisation, team, vendor, ...conditions }) => [
      id,
      tellPurpose({ kind, conditions }, { organisation, team, vendor }),
    ]),
  );
}

const readPolicies = {
  name: 'report-names-policy',
  text: `SELECT DISTINCT ON (policy_id) policy_id AS id, kind, priority, entitlement, policy.organisation_id AS "organisationId",
      channel, policy.tier, policy.team_id AS "teamId", policy.vendor_id AS "vendorId", organisation.name AS organisation,
      team.name AS team, vendor.name AS vendor
    FROM sla_policy_version AS policy LEFT JOIN organisation ON organisation.id = policy.organisation_id
      LEFT JOIN team ON team.id = policy.team_id LEFT JOIN vendor ON vendor.id = policy.vendor_id
    WHERE policy_id = ANY ($1::uuid[]) ORDER BY policy_id, policy.id DESC`,
};
