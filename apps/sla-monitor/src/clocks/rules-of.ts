import type { Promises } from '#database';
import type { ClockRules, TicketFacts } from '#domain';

/**
 * The rules by which a ticket's clocks go.
 *   newId  names the clocks that begin; left out, none may
 */
export const rulesOf = (
  { organisationId, channel }: TicketFacts,
  promises: Promises,
  newId: () => string = nothingBegins,
): ClockRules => ({
  ticket: { organisationId, channel },
  policyOf: (version) => promises.policyOf(version),
  select: (kind, facts, change) => promises.select(kind, facts, change),
  newId,
});

const nothingBegins = (): never => {
  throw new Error('No clock begins here.');
};
