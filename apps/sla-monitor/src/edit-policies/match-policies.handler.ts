import { Database } from '#database';
import { byWeight, clockKinds, fits, isVendorKind, specificity, type ClockKind, type PromiseFacts } from '#domain';
import { Injectable } from '@nestjs/common';
import { PolicyStore } from './policy.store.js';
import type { PolicyView } from './policy.view.js';

export interface Match {
  readonly kind: ClockKind;
  readonly policy: PolicyView | null;
  readonly why: string;
  /** Those that fit as well, the next best first. */
  readonly others: string[];
}

/** Says which policy would hold, by the rule that clocks go by. */
@Injectable()
export class MatchPoliciesHandler {
  constructor(
    private readonly database: Database,
    private readonly policies: PolicyStore,
  ) {}

  async handle(facts: PromiseFacts): Promise<Match[]> {
    const policies = await this.policies.list(this.database, null);
    return clockKinds.map((kind) =>
      matchOf(
        kind,
        facts,
        policies.filter((policy) => policy.kind === kind),
      ),
    );
  }
}

/** The best of the policies of one kind. */
export function matchOf(kind: ClockKind, facts: PromiseFacts, policies: readonly PolicyView[]): Match {
  const known = {
    ...facts,
    ...(kind !== 'tier' && { tier: null, teamId: null }),
    ...(!isVendorKind(kind) && { vendorId: null }),
  };
  const [best, ...others] = policies
    .filter(({ conditions }) => fits(conditions, known))
    .toSorted((one, other) => specificity(other.conditions) - specificity(one.conditions));
  return { kind, policy: best ?? null, why: why(policies.length, best, others), others: others.map(({ id }) => id) };
}

function why(all: number, best: PolicyView | undefined, others: readonly PolicyView[]): string {
  if (!best) return all === 0 ? 'There is no policy of this kind.' : `None of ${all} fits.`;
  const names = namesOf(best);
  const naming = names.length > 0 ? `It names ${names.join(', ')}` : 'It names no condition, so it fits every ticket';
  const [next] = others;
  if (!next) return `${naming}; no other fits.`;
  const told = byWeight.find((name) => names.includes(name) !== namesOf(next).includes(name));
  return `${naming}; of ${others.length + 1} that fit it goes first: the next best does not name ${told}.`;
}

const namesOf = ({ conditions }: PolicyView): string[] => byWeight.filter((name) => conditions[name] !== null);
