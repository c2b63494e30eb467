import type { Tx } from '#database';
import { entitlementOf, routeOf, type EntitlementDecision, type Priority, type RequestedRoute } from '#domain';
import { Injectable } from '@nestjs/common';
import { Classifiers } from './classifiers.js';
import { factsAbout, type Facts, type Named } from './facts.js';

export interface Request extends Named {
  readonly subject: string;
  readonly description: string;
  readonly requestedRoute: RequestedRoute | null;
}

/** What triage makes of a request. */
export interface Understood {
  readonly organisationId: string | null;
  readonly productId: string | null;
  readonly assetId: string | null;
  readonly priority: Priority;
  readonly entitlement: EntitlementDecision;
  readonly tier: number;
  readonly sector: string | null;
  /** The name of the rule that decided; null when none did. */
  readonly rule: string | null;
  /** Sentences, in the order in which things were decided. */
  readonly why: readonly string[];
}

/** Reads a request the one way there is, for tickets and previews alike. It writes nothing. */
@Injectable()
export class UnderstandRequest {
  constructor(private readonly classifiers: Classifiers) {}

  async understand(tx: Tx, request: Request): Promise<Understood> {
    const facts = await factsAbout(tx, request);
    if (facts.tiers.length === 0) throw new Error('There is no tier to route to. Make one, then redrive the message.');
    const classifier = await this.classifiers.current(tx);
    const known = {
      organisationId: facts.organisation?.id ?? null,
      productId: facts.product?.id ?? null,
      assetId: facts.asset?.id ?? null,
    };
    const entitlement = entitlementOf(facts);
    const { tier, sector, rule, why } = routeOf(facts, request.requestedRoute, () =>
      classifier.classify({ ...request, ...known }),
    );
    return {
      ...known,
      priority: facts.priority,
      entitlement,
      tier,
      sector,
      rule,
      why: [
        `Impact ${request.impact} and urgency ${request.urgency} make it ${facts.priority}.`,
        ...unknown(request, facts),
        entitlement.reason,
        ...why,
      ],
    };
  }
}

const unknown = ({ product, assetTag }: Named, facts: Facts): string[] => [
  ...(assetTag && !facts.asset ? [`No asset of this customer has the tag "${assetTag}".`] : []),
  ...(product && !facts.product ? [`No product of ours is called "${product}".`] : []),
];
