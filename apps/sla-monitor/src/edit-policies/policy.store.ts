import { readRows, run, type Reader, type Statement, type Tx } from '#database';
import type { Actor, ClockKind, PolicyConditions } from '#domain';
import { Injectable } from '@nestjs/common';
import type { PolicyDraft } from './policy.body.js';
import type { PolicyView } from './policy.view.js';

/** A version of a policy that is about to be. */
export interface NewVersion extends PolicyDraft {
  readonly policyId: string;
  /** The version of the calendar that counts. */
  readonly calendarVersion: number | null;
}

/** What a change does to the policies in force. */
export interface PolicyEdit {
  /** In words, for the record. */
  readonly what: string;
  /** Versions that are no longer in force. */
  readonly ends: readonly number[];
  readonly begins: readonly NewVersion[];
}

/** Versions of policies, and the changes that made them. The only one who writes them. */
@Injectable()
export class PolicyStore {
  /**
   * Until the transaction ends nobody else changes policies or calendars, so changes get their numbers and their times in the
   * order in which they commit. Taken before anything else is locked.
   */
  async lock(tx: Tx): Promise<void> {
    await run(tx, lock, []);
  }

  /** Those in force, by kind. */
  list(reader: Reader, kind: ClockKind | null): Promise<PolicyView[]> {
    return readRows<PolicyView>(reader, list, [kind]);
  }

  async read(reader: Reader, id: string): Promise<PolicyView | null> {
    return (await readRows<PolicyView>(reader, read, [id]))[0] ?? null;
  }

  /** Those in force that name a calendar. */
  goingBy(reader: Reader, calendar: string): Promise<PolicyView[]> {
    return readRows<PolicyView>(reader, ofCalendar, [calendar]);
  }

  /** The policy in force for exactly this, if it is another one. */
  async twinOf(
    reader: Reader,
    kind: ClockKind,
    conditions: PolicyConditions,
    id: string | null,
  ): Promise<string | null> {
    const { priority, entitlement, organisationId, channel, tier, teamId, vendorId } = conditions;
    const values = [kind, priority, entitlement, organisationId, channel, tier, teamId, vendorId, id];
    return (await readRows<{ id: string }>(reader, twin, values))[0]?.id ?? null;
  }

  /** Writes a change under the lock; from its time on the new versions are in force. Gives its number. */
  async record(tx: Tx, by: Actor, { what, ends, begins }: PolicyEdit): Promise<number> {
    const [change] = await run<{ id: number }>(tx, addChange, [by.kind, by.id, by.name ?? null, what]);
    const { id } = change!;
    if (ends.length > 0) await run(tx, endVersions, [ends, id]);
    if (begins.length > 0) await run(tx, addVersions, [JSON.stringify(begins.map(asRow)), id]);
    return id;
  }
}

const asRow = ({ policyId, kind, conditions, ...rest }: NewVersion) => ({
  policy_id: policyId,
  kind,
  priority: conditions.priority,
  entitlement: conditions.entitlement,
  organisation_id: conditions.organisationId,
  channel: conditions.channel,
  tier: conditions.tier,
  team_id: conditions.teamId,
  vendor_id: conditions.vendorId,
  target_seconds: rest.targetSeconds,
  calendar: rest.calendar,
  calendar_version: rest.calendarVersion,
  thresholds: rest.thresholds,
  paused_while: rest.pausedWhile,
  outside_hours: rest.outsideHours,
});

const lock: Statement = {
  name: 'policy-lock',
  text: `SELECT pg_advisory_xact_lock(hashtext('tierline.sla-policies'))`,
};
const select = `SELECT policy_id AS id, id AS version, kind, json_build_object('priority', priority, 'entitlement', entitlement,
    'organisationId', organisation_id, 'channel', channel, 'tier', tier, 'teamId', team_id, 'vendorId', vendor_id) AS conditions,
  target_seconds AS "targetSeconds", calendar, thresholds, paused_while AS "pausedWhile", outside_hours AS "outsideHours",
  since AS "changeId" FROM sla_policy_version WHERE until IS NULL`;
const inOrder = `ORDER BY kind, priority NULLS FIRST, entitlement NULLS FIRST, policy_id`;
const list: Statement = {
  name: 'policy-list',
  text: `${select} AND ($1::text IS NULL OR kind = $1) ${inOrder}`,
};
const read: Statement = { name: 'policy-read', text: `${select} AND policy_id = $1` };
const ofCalendar: Statement = { name: 'policy-of-calendar', text: `${select} AND calendar = $1 ${inOrder}` };
const twin: Statement = {
  name: 'policy-twin',
  text: `SELECT policy_id AS id FROM sla_policy_version WHERE until IS NULL AND kind = $1
    AND (priority, entitlement, organisation_id, channel, tier, team_id, vendor_id)
      IS NOT DISTINCT FROM ($2::text, $3::text, $4::uuid, $5::text, $6::integer, $7::uuid, $8::uuid)
    AND policy_id IS DISTINCT FROM $9::uuid`,
};
/* The time is the database's, and after that of every change before, whatever its clock does. */
const addChange: Statement = {
  name: 'policy-change',
  text: `INSERT INTO sla_change (at, actor_kind, actor_id, actor_name, what)
    SELECT greatest(date_trunc('milliseconds', clock_timestamp()), max(at) + interval '1 millisecond'), $1, $2, $3, $4
    FROM sla_change RETURNING id`,
};
const endVersions: Statement = {
  name: 'policy-end',
  text: `UPDATE sla_policy_version SET until = $2 WHERE id = ANY ($1::integer[]) AND until IS NULL`,
};
const columns = `policy_id, kind, priority, entitlement, organisation_id, channel, tier, team_id, vendor_id, target_seconds,
  calendar, calendar_version, thresholds, paused_while, outside_hours`;
const addVersions: Statement = {
  name: 'policy-add',
  text: `INSERT INTO sla_policy_version (${columns}, since)
    SELECT ${columns}, $2 FROM jsonb_to_recordset($1::jsonb) AS added (policy_id uuid, kind text, priority text, entitlement text,
      organisation_id uuid, channel text, tier integer, team_id uuid, vendor_id uuid, target_seconds integer, calendar text,
      calendar_version integer, thresholds jsonb, paused_while text[], outside_hours boolean)`,
};
