import { roundTheClockInUtc, type PolicyConditions, type ToldHours, type ToldPolicy } from '#domain';
import { Database } from '../database.js';
import { unseen, type Statement } from '../sql.js';
import { policiesOf } from './promises.js';
import { readRows, type Reader } from './reader.js';

/** A version of a policy with what it is for, as it is explained. */
export interface KnownPolicy extends ToldPolicy {
  readonly policyId: string;
  /** The code of its calendar; null: round the clock, by UTC. */
  readonly calendar: string | null;
}

/** Versions never change: each is read once for each database. */
const known = new WeakMap<object, Map<number, KnownPolicy>>();

/** What these versions of policies say, to be asked for by their version. */
export async function toldPoliciesOf(
  reader: Reader,
  versions: Iterable<number>,
): Promise<(version: number) => KnownPolicy> {
  const dataSource = reader instanceof Database ? reader.dataSource : reader.connection;
  let told = known.get(dataSource);
  if (!told) known.set(dataSource, (told = new Map()));
  const missing = [...new Set(versions)].filter((version) => !told.has(version));
  if (missing.length > 0) {
    const policyOf = await policiesOf(reader, missing);
    for (const row of await readRows<Row>(reader, readTold, [missing])) {
      const { version, policyId, calendar, timezone, hours, hasHolidays, conditions } = row;
      told.set(version, {
        policy: policyOf(version),
        policyId,
        calendar,
        conditions,
        hours: timezone === null ? roundTheClockInUtc : { timezone, hours, hasHolidays },
      });
    }
  }
  return (version) => told.get(version) ?? gone(version);
}

const gone = (version: number): never => {
  throw new Error(`Version ${version} of a policy is gone, though versions are never deleted.`);
};

interface Row {
  readonly version: number;
  readonly policyId: string;
  readonly calendar: string | null;
  readonly timezone: string | null;
  readonly hours: ToldHours['hours'];
  readonly hasHolidays: boolean;
  readonly conditions: PolicyConditions;
}

const readTold: Statement = {
  name: 'policies-told',
  text: `SELECT version.id AS version, policy_id AS "policyId", version.calendar, calendar_version.spec->>'timezone' AS timezone,
      calendar_version.spec->'hours' AS hours,
      coalesce(jsonb_array_length(calendar_version.spec->'holidays') > 0, false)
        OR coalesce(calendar_version.spec->'workedOut' <> '{}', false) AS "hasHolidays",
      json_build_object('priority', priority, 'entitlement', entitlement, 'organisationId', organisation_id, 'channel', channel,
        'tier', tier, 'teamId', team_id, 'vendorId', vendor_id) AS conditions
    FROM sla_policy_version version LEFT JOIN calendar_version ON calendar_version.id = version.calendar_version
    WHERE version.id = ANY (ARRAY(SELECT unnest(${unseen('$1::integer[]')})))`,
};
