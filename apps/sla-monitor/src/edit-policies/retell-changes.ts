import { readRows, type Reader, type Statement } from '#database';
import type { Language } from '#domain';
import { tellChange, type ToldVersion } from './tell-change.js';

interface Row extends ToldVersion {
  readonly since: number;
  readonly until: number | null;
}

/**
 * Changes in another language than that of the record, by their ids: told anew from the versions they ended and began, whatever these
 * name by what it is called now. One that touched no policy is not among them.
 */
export async function retellChanges(
  reader: Reader,
  ids: readonly number[],
  language: Language,
): Promise<ReadonlyMap<number, string>> {
  const versions = ids.length === 0 ? [] : await readRows<Row>(reader, versionsOf, [ids]);
  const told = ids.flatMap((id) => {
    const ended = versions.filter(({ until }) => until === id);
    const begun = versions.filter(({ since }) => since === id);
    const sentence = tellChange(ended, begun, language);
    return sentence === null ? [] : [[id, sentence] as const];
  });
  return new Map(told);
}

/* In the order of their policies, so that what a change ended and began is told side by side. */
const versionsOf: Statement = {
  name: 'change-versions',
  text: `SELECT policy.since, policy.until, policy_id AS "policyId", kind, json_build_object('priority', priority, 'entitlement', entitlement,
      'organisationId', policy.organisation_id, 'channel', channel, 'tier', policy.tier, 'teamId', policy.team_id,
      'vendorId', policy.vendor_id) AS conditions,
    target_seconds AS "targetSeconds", calendar, thresholds, paused_while AS "pausedWhile", outside_hours AS "outsideHours",
    json_build_object('organisation', organisation.name, 'team', team.name, 'vendor', vendor.name) AS names
    FROM sla_policy_version AS policy LEFT JOIN organisation ON organisation.id = policy.organisation_id
      LEFT JOIN team ON team.id = policy.team_id LEFT JOIN vendor ON vendor.id = policy.vendor_id
    WHERE policy.since = ANY ($1::integer[]) OR policy.until = ANY ($1::integer[]) ORDER BY policy_id, policy.id`,
};
