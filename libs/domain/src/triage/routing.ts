import { tierName } from '../ticket/ticket.js';
import type { RequestedRoute } from '../ticket/ticket.js';
import { WordSearch } from './words.js';

/** Sends requests that meet all its conditions to a tier and sector. Without any condition it takes whatever comes. */
export interface RoutingRule {
  readonly id: string;
  readonly name: string;
  /** Any of them in subject or description; empty: not asked for. */
  readonly words: readonly string[];
  readonly productId: string | null;
  readonly organisationId: string | null;
  readonly tier: number;
  readonly sector: string | null;
  readonly enabled: boolean;
}

/** What is known of a request when its route is looked for. */
export interface Routable {
  readonly subject: string;
  readonly description: string;
  readonly productId: string | null;
  readonly organisationId: string | null;
}

/** Where a request belongs, and by which rule. */
export interface Understanding {
  readonly tier: number;
  readonly sector: string | null;
  readonly rule: { readonly id: string; readonly name: string };
}

/** Reads a request and says where it belongs; null when it cannot tell. The rules are one way to know, learning is another. */
export interface Classifier {
  classify(request: Routable): Understanding | null;
}

/** The first rule in order whose conditions are all met. */
export class RuleClassifier implements Classifier {
  constructor(private readonly rules: readonly RoutingRule[]) {}

  classify(request: Routable): Understanding | null {
    const text = new WordSearch(`${request.subject}\n${request.description}`);
    const rule = this.rules.find(
      (one) =>
        one.enabled &&
        (one.productId === null || one.productId === request.productId) &&
        (one.organisationId === null || one.organisationId === request.organisationId) &&
        (one.words.length === 0 || one.words.some((word) => text.has(word))),
    );
    return rule ? { tier: rule.tier, sector: rule.sector, rule: { id: rule.id, name: rule.name } } : null;
  }
}

/** The tiers and sectors there are now. */
export interface Places {
  readonly tiers: readonly number[];
  readonly sectors: readonly string[];
}

export interface RouteDecision {
  readonly tier: number;
  readonly sector: string | null;
  /** The name of the rule that decided; null when none did. */
  readonly rule: string | null;
  /** Sentences for the timeline, in the order in which things were decided. */
  readonly why: readonly string[];
}

/**
 * Where a request goes: where a caller with the right asked for, else where it belongs, else the first tier. A place that
 * is not there any more is passed over and said so; it never stops a ticket.
 */
export function routeOf(
  places: Places,
  requested: RequestedRoute | null,
  understand: () => Understanding | null,
): RouteDecision {
  const missing = requested ? whatIsMissing(places, requested.tier, requested.sector ?? null) : [];
  if (requested && missing.length === 0)
    return {
      tier: requested.tier,
      sector: requested.sector ?? null,
      rule: null,
      why: [`Routed to ${placeName(requested.tier, requested.sector ?? null)} as asked for when it was created.`],
    };
  const fallen = requested
    ? [`The requested route to ${placeName(requested.tier, requested.sector ?? null)} was not taken: ${there(missing)}`]
    : [];
  const decision = byUnderstanding(places, understand());
  return { ...decision, why: [...fallen, ...decision.why] };
}

function byUnderstanding(places: Places, understood: Understanding | null): RouteDecision {
  const first = Math.min(...places.tiers);
  if (!understood)
    return { tier: first, sector: null, rule: null, why: [`No rule applies: ${tierName(first)} takes it.`] };
  const tier = places.tiers.includes(understood.tier) ? understood.tier : first;
  const sector = understood.sector !== null && places.sectors.includes(understood.sector) ? understood.sector : null;
  const missing = whatIsMissing(places, understood.tier, understood.sector);
  const says = `Rule "${understood.rule.name}" sends it to ${placeName(understood.tier, understood.sector)}.`;
  const instead = `It goes to ${placeName(tier, sector)} instead: ${there(missing)}`;
  return { tier, sector, rule: understood.rule.name, why: missing.length > 0 ? [says, instead] : [says] };
}

const whatIsMissing = ({ tiers, sectors }: Places, tier: number, sector: string | null): string[] => [
  ...(tiers.includes(tier) ? [] : [`tier ${tierName(tier)}`]),
  ...(sector === null || sectors.includes(sector) ? [] : [`sector ${sector}`]),
];

const there = (missing: readonly string[]): string => `there is no ${missing.join(' and no ')} any more.`;

const placeName = (tier: number, sector: string | null): string =>
  sector === null ? tierName(tier) : `${tierName(tier)} ${sector}`;
