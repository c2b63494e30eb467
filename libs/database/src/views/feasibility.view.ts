import {
  judgeFeasibility,
  tierName,
  type Clock,
  type Feasibility,
  type Language,
  type PromiseFacts,
  type Ticket,
} from '#domain';
import { z } from 'zod';
import type { Statement } from '../sql.js';
import { selectClock } from './clock.view.js';
import { promisesOf } from './promises.js';
import { readRows, type Reader } from './reader.js';
import { toldPoliciesOf } from './told-policies.js';

/** Who is to get a ticket. */
export type Destination = { readonly tier: number } | { readonly vendorId: string };

export const feasibilitySchema = z.object({
  feasible: z
    .boolean()
    .meta({ description: 'False: kept to its last minute, the other’s promise breaks the customer’s.' }),
  customerDueAt: z
    .date()
    .nullable()
    .meta({ description: 'When the promised solution is due; null: none is promised, or it stands still meanwhile.' }),
  earliestBy: z.date().nullable().meta({
    description: 'When the other’s own promise would be used up, by its calendar from now; null: there is none.',
  }),
  shortBySeconds: z.int().meta({ description: 'From the one to the other; 0 when it is feasible.' }),
  why: z.string().meta({ description: 'The same in words.' }),
});

/**
 * Whether a tier's or vendor's own promise, made now about this ticket, leaves the one to the customer unbroken. Null: there is
 * no such tier or vendor.
 */
export async function feasibilityView(
  reader: Reader,
  ticket: Pick<Ticket, 'id' | 'priority' | 'entitlement' | 'organisationId' | 'channel'>,
  to: Destination,
  language: Language,
): Promise<Feasibility | null> {
  const [tier, vendorId] = 'tier' in to ? [to.tier, null] : [null, to.vendorId];
  const [found] = await readRows<Found>(reader, readDestination, [tier, vendorId]);
  if (!found) return null;
  const clocks = await readRows<Clock>(reader, readClocks, [ticket.id, tier]);
  const promises = await promisesOf(reader, found.change);
  const { priority, entitlement, organisationId, channel } = ticket;
  const facts: PromiseFacts = {
    priority,
    entitlement,
    organisationId,
    channel,
    tier,
    teamId: null,
    vendorId: found.vendorId,
  };
  const own = promises.select(tier === null ? 'vendor_resolution' : 'tier', facts);
  const resolution = clocks.find(({ kind }) => kind === 'resolution');
  const versions = [own?.version, resolution?.policyVersion].filter((version) => version !== undefined);
  const toldOf = await toldPoliciesOf(reader, versions);
  const told = resolution ? toldOf(resolution.policyVersion) : null;
  return judgeFeasibility(
    resolution && told ? { clock: resolution, told } : null,
    {
      name: tier === null ? (found.vendorName ?? '') : tierName(tier),
      told: own && toldOf(own.version),
      clock: clocks.find(({ kind }) => kind === 'tier') ?? null,
    },
    {
      now: found.now,
      language,
      pausedBy: tier === null && (told?.policy.pausedWhile.includes('awaiting_vendor') ?? false),
    },
  );
}

interface Found {
  /** As policies write it, whichever case it was asked for in. */
  readonly vendorId: string | null;
  readonly vendorName: string | null;
  readonly change: number;
  readonly now: Date;
}

const readDestination: Statement = {
  name: 'feasibility-destination',
  text: `SELECT vendor.id AS "vendorId", vendor.name AS "vendorName", (SELECT max(id) FROM sla_change) AS change, clock_timestamp() AS now
    FROM (SELECT $1::integer AS tier, $2::uuid AS vendor_id) asked
      LEFT JOIN tier ON tier.number = asked.tier LEFT JOIN vendor ON vendor.id = asked.vendor_id
    WHERE tier.number IS NOT NULL OR vendor.id IS NOT NULL`,
};
const readClocks: Statement = {
  name: 'feasibility-clocks',
  text: `SELECT ${selectClock} FROM clock
    WHERE ticket_id = $1 AND (kind = 'resolution' OR (kind = 'tier' AND tier = $2::integer AND cycle = 1))`,
};
