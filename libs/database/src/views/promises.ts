import {
  fits,
  specificity,
  type ClockKind,
  type PolicyChange,
  type PolicyConditions,
  type PolicyOf,
  type PromiseFacts,
  type SlaPolicy,
} from '#domain';
import { Database } from '../database.js';
import type { Statement } from '../sql.js';
import { calendarsOf } from './calendars.js';
import { readRows, type Reader } from './reader.js';

/** Every version of every policy there has been, and when they changed. In memory, for versions and changes never change. */
export interface Promises {
  /** The last change it knows. */
  readonly change: number;
  /** Throws for a version that never was. */
  policyOf(version: number): SlaPolicy;
  /** The most telling policy that fits, of those in force after a change; null: nothing is promised. */
  select(kind: ClockKind, facts: PromiseFacts, change?: number): SlaPolicy | null;
  /** The changes after one, in order. */
  changesAfter(change: number): readonly PolicyChange[];
}

const known = new WeakMap<object, KnownPromises>();

/**
 * All promises up to a change at least; the rows are read only when there has been one since they were read last.
 *   change  the last one there is, as the caller's statement has just seen it; left out, it is asked for
 */
export async function promisesOf(reader: Reader, change?: number): Promise<Promises> {
  const kept = known.get(dataSourceOf(reader));
  const latest = change ?? (await readRows<{ id: number }>(reader, readLatest, []))[0]?.id ?? 0;
  return kept && kept.change >= latest ? kept : readPromises(reader);
}

/** The policies of these versions, to be asked for by their version. */
export async function policiesOf(reader: Reader, versions: Iterable<number>): Promise<PolicyOf> {
  const kept = known.get(dataSourceOf(reader));
  const promises = kept && [...versions].every((version) => kept.has(version)) ? kept : await readPromises(reader);
  return (version) => promises.policyOf(version);
}

/** A version of a policy that nobody has written, with the number it is to be known by. */
export interface ProposedVersion extends PolicyConditions {
  readonly kind: ClockKind;
  readonly policy: SlaPolicy;
}

/**
 * What would be in force after one more change, made now: some versions no longer, others from then on. Never kept: only who
 * asks sees it.
 */
export async function proposedPromises(
  reader: Reader,
  ends: readonly number[],
  begins: readonly ProposedVersion[],
  now: Date,
): Promise<Promises> {
  const current = (await promisesOf(reader)) as KnownPromises;
  return current.with(ends, begins, now);
}

async function readPromises(reader: Reader): Promise<KnownPromises> {
  // Changes first: versions of a later one do no harm, for nobody asks for it yet.
  const changes = await readRows<{ change: number; at: Date }>(reader, readChanges, []);
  const rows = await readRows<VersionRow>(reader, readVersions, []);
  const calendarOf = await calendarsOf(
    reader,
    rows.map(({ calendarVersion }) => calendarVersion),
  );
  const versions = rows.map((row) => ({
    row,
    policy: {
      version: row.version,
      targetSeconds: row.targetSeconds,
      // Most versions are of the past, and nobody asks for their hours.
      get calendar() {
        return calendarOf(row.calendarVersion);
      },
      thresholds: row.thresholds,
      pausedWhile: row.pausedWhile,
      outsideHours: row.outsideHours,
    },
  }));
  const read = new KnownPromises(versions, changes);
  known.set(dataSourceOf(reader), read);
  return read;
}

const dataSourceOf = (reader: Reader): object => (reader instanceof Database ? reader.dataSource : reader.connection);

interface VersionRow extends Omit<SlaPolicy, 'calendar'>, InForce {
  readonly calendarVersion: number | null;
}

/** What a version is for, and from which change until which it is in force. */
interface InForce extends PolicyConditions {
  readonly kind: ClockKind;
  readonly since: number;
  readonly until: number | null;
}

interface Known {
  readonly row: InForce;
  readonly policy: SlaPolicy;
}

class KnownPromises implements Promises {
  readonly change: number;
  private readonly byVersion: ReadonlyMap<number, SlaPolicy>;
  /** By kind and organisation, the most telling first. */
  private readonly candidates = new Map<string, Known[]>();

  constructor(
    private readonly versions: readonly Known[],
    private readonly changes: readonly PolicyChange[],
  ) {
    this.change = changes.at(-1)?.change ?? 0;
    this.byVersion = new Map(versions.map(({ policy }) => [policy.version, policy]));
    for (const version of versions.toSorted((one, other) => specificity(other.row) - specificity(one.row))) {
      const key = keyOf(version.row.kind, version.row.organisationId);
      const list = this.candidates.get(key);
      if (list) list.push(version);
      else this.candidates.set(key, [version]);
    }
  }

  /** The same, and one more change that nobody has made. */
  with(ends: readonly number[], begins: readonly ProposedVersion[], at: Date): KnownPromises {
    const change = this.change + 1;
    const kept = this.versions.map((version) =>
      ends.includes(version.policy.version) ? { ...version, row: { ...version.row, until: change } } : version,
    );
    const added = begins.map(({ policy, ...row }) => ({ policy, row: { ...row, since: change, until: null } }));
    return new KnownPromises([...kept, ...added], [...this.changes, { change, at }]);
  }

  has(version: number): boolean {
    return this.byVersion.has(version);
  }

  policyOf(version: number): SlaPolicy {
    const policy = this.byVersion.get(version);
    if (!policy) throw new Error(`Version ${version} of a policy is gone, though versions are never deleted.`);
    return policy;
  }

  select(kind: ClockKind, facts: PromiseFacts, change = this.change): SlaPolicy | null {
    const first = (organisationId: string | null): Known | undefined =>
      this.candidates
        .get(keyOf(kind, organisationId))
        ?.find(({ row }) => row.since <= change && (row.until === null || row.until > change) && fits(row, facts));
    const general = first(null);
    const own = facts.organisationId === null ? undefined : first(facts.organisationId);
    if (!own || !general) return (own ?? general)?.policy ?? null;
    return specificity(own.row) > specificity(general.row) ? own.policy : general.policy;
  }

  changesAfter(change: number): readonly PolicyChange[] {
    return change >= this.change ? [] : this.changes.filter((one) => one.change > change);
  }
}

const keyOf = (kind: ClockKind, organisationId: string | null): string => `${kind} ${organisationId ?? ''}`;

const readLatest: Statement = { name: 'promises-latest', text: 'SELECT max(id) AS id FROM sla_change' };
const readChanges: Statement = {
  name: 'promises-changes',
  text: 'SELECT id AS change, at FROM sla_change ORDER BY id',
};
const readVersions: Statement = {
  name: 'promises-versions',
  text: `SELECT id AS version, kind, priority, entitlement, organisation_id AS "organisationId", channel, tier, team_id AS "teamId",
      vendor_id AS "vendorId", target_seconds AS "targetSeconds", calendar_version AS "calendarVersion", thresholds,
      paused_while AS "pausedWhile", outside_hours AS "outsideHours", since, until
    FROM sla_policy_version`,
};
