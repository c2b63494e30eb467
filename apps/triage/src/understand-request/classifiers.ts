import type { Tx } from '#database';
import { RuleClassifier, type Classifier } from '#domain';
import { Injectable } from '@nestjs/common';
import { RoutingRules } from '../edit-rules/routing-rules.js';

/**
 * Where the reading of requests is plugged in: gives the classifier as it is now. A learned one takes the place of
 * `RuleClassifiers` in `triage.module.ts`; it gets no network call inside the transaction.
 */
export abstract class Classifiers {
  abstract current(tx: Tx): Promise<Classifier>;
}

@Injectable()
export class RuleClassifiers extends Classifiers {
  constructor(private readonly rules: RoutingRules) {
    super();
  }

  async current(tx: Tx): Promise<Classifier> {
    return new RuleClassifier(await this.rules.list(tx));
  }
}
