/** How time was spent; the CHECK of `work_log.kind` has the same words. */
export const workKinds = ['call', 'remote', 'on-site', 'research', 'other'] as const;
export type WorkKind = (typeof workKinds)[number];

/** How a stretch of work was spent. */
export interface WorkDone {
  readonly kind: WorkKind;
  readonly withCustomer: boolean;
  /** Whole seconds; negative when a correction takes some back. */
  readonly seconds: number;
}

/** A watch that ran longer than this was forgotten: its agent is asked what to log. */
export const FORGOTTEN_AFTER_SECONDS = 12 * 3600;

/** What an entry and its corrections come to; `seconds` 0: taken back. What was corrected last says how the time was spent. */
export function asItStands(entries: readonly WorkDone[]): WorkDone {
  const sums = sumsOf(entries);
  const last = sums.findLast(({ seconds }) => seconds !== 0) ?? entries.at(-1);
  if (!last) throw new Error('An entry stands for itself at least.');
  return {
    kind: last.kind,
    withCustomer: last.withCustomer,
    seconds: sums.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/** The entries that make `wanted` of what an entry and its corrections come to; none when it is that already. */
export function correctionsOf(entries: readonly WorkDone[], wanted: WorkDone): WorkDone[] {
  return sumsOf([...entries.map((entry) => ({ ...entry, seconds: -entry.seconds })), wanted]).filter(
    ({ seconds }) => seconds !== 0,
  );
}

function sumsOf(entries: readonly WorkDone[]): WorkDone[] {
  const sums = new Map<string, WorkDone>();
  for (const { kind, withCustomer, seconds } of entries) {
    const key = `${kind} ${withCustomer}`;
    sums.set(key, { kind, withCustomer, seconds: (sums.get(key)?.seconds ?? 0) + seconds });
  }
  return [...sums.values()];
}

/** What an hour costs from an instant on, until another one begins or this one ends: at a tier, or of one agent. */
export interface WorkRate {
  readonly tier: number | null;
  readonly agentId: string | null;
  readonly hundredthsPerHour: number;
  readonly currency: string;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** The rate of work done at that instant: the agent's own before his tier's, and of several the one that began last. */
export function rateOf(
  rates: readonly WorkRate[],
  work: { readonly tier: number | null; readonly agentId: string; readonly at: Date },
): WorkRate | null {
  const holds = ({ startsAt, endsAt }: WorkRate): boolean =>
    startsAt <= work.at && (endsAt === null || work.at < endsAt);
  const latest = (mine: (rate: WorkRate) => boolean): WorkRate | null =>
    rates
      .filter((rate) => mine(rate) && holds(rate))
      .reduce<WorkRate | null>((best, rate) => (best && best.startsAt >= rate.startsAt ? best : rate), null);
  return (
    latest(({ agentId }) => agentId === work.agentId) ??
    latest(({ agentId, tier }) => agentId === null && tier !== null && tier === work.tier)
  );
}

export interface PricedWork extends WorkDone {
  readonly tier: number | null;
  readonly agentId: string;
  readonly rate: Pick<WorkRate, 'hundredthsPerHour' | 'currency'> | null;
}

/** An amount of a currency, to two decimals. */
export interface Money {
  readonly currency: string;
  readonly amount: number;
}

/** What some work comes to. */
export interface WorkSum {
  readonly seconds: number;
  readonly withCustomerSeconds: number;
  readonly secondsPerKind: Readonly<Record<WorkKind, number>>;
  /** One amount per currency; work without a rate is in none. */
  readonly cost: Money[];
  /** Worked while no rate was set. */
  readonly unpricedSeconds: number;
}

export function sumWork(entries: readonly PricedWork[]): WorkSum {
  const perKind: Record<WorkKind, number> = { call: 0, remote: 0, 'on-site': 0, research: 0, other: 0 };
  // Hundredths times seconds: whole numbers until the end, so that nothing is lost by rounding each entry.
  const products = new Map<string, number>();
  let [seconds, withCustomerSeconds, unpricedSeconds] = [0, 0, 0];
  for (const entry of entries) {
    seconds += entry.seconds;
    perKind[entry.kind] += entry.seconds;
    if (entry.withCustomer) withCustomerSeconds += entry.seconds;
    if (!entry.rate) unpricedSeconds += entry.seconds;
    else {
      const { currency, hundredthsPerHour } = entry.rate;
      products.set(currency, (products.get(currency) ?? 0) + entry.seconds * hundredthsPerHour);
    }
  }
  const cost = [...products]
    .map(([currency, product]) => ({ currency, amount: Math.round(product / 3600) / 100 }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
  return { seconds, withCustomerSeconds, secondsPerKind: perKind, cost, unpricedSeconds };
}

/** What one entry costs; null without a rate. */
export const costOf = (entry: PricedWork): Money | null => sumWork([entry]).cost[0] ?? null;

/** The work of each tier, lowest first; before the ticket had a tier, first of all. */
export function workPerTier(entries: readonly PricedWork[]): (WorkSum & { readonly tier: number | null })[] {
  const tiers = [...new Set(entries.map(({ tier }) => tier))].sort((a, b) => (a ?? 0) - (b ?? 0));
  return tiers.map((tier) => ({ tier, ...sumWork(entries.filter((entry) => entry.tier === tier)) }));
}

/** Who worked for how long at which tier, most first. What was taken back altogether is left out. */
export function workPerAgent(entries: readonly PricedWork[]): AgentWork[] {
  const sums = new Map<string, AgentWork>();
  for (const { tier, agentId, seconds, withCustomer } of entries) {
    const key = `${tier} ${agentId}`;
    const sum = sums.get(key) ?? { tier, agentId, seconds: 0, withCustomerSeconds: 0 };
    sums.set(key, {
      tier,
      agentId,
      seconds: sum.seconds + seconds,
      withCustomerSeconds: sum.withCustomerSeconds + (withCustomer ? seconds : 0),
    });
  }
  return [...sums.values()].filter(({ seconds }) => seconds > 0).sort((a, b) => b.seconds - a.seconds);
}

export interface AgentWork {
  readonly tier: number | null;
  readonly agentId: string;
  readonly seconds: number;
  readonly withCustomerSeconds: number;
}
