import { run, type Tx } from '#database';
import { DomainError, type FieldProblem } from '#domain';

const kinds = {
  tier: {
    name: 'settings-known-tiers',
    text: `SELECT given FROM unnest($1::int[]) AS given WHERE NOT EXISTS (SELECT FROM tier WHERE number = given)`,
  },
  sector: {
    name: 'settings-known-sectors',
    text: `SELECT given FROM unnest($1::text[]) AS given WHERE NOT EXISTS (SELECT FROM sector WHERE code = given)`,
  },
  team: {
    name: 'settings-known-teams',
    text: `SELECT given FROM unnest($1::uuid[]) AS given WHERE NOT EXISTS (SELECT FROM team WHERE id = given)`,
  },
  agent: {
    name: 'settings-known-agents',
    text: `SELECT given FROM unnest($1::uuid[]) AS given WHERE NOT EXISTS (SELECT FROM agent WHERE id = given)`,
  },
} as const;

/** Refuses what refers to something that does not exist, by name: 422 `<kind>.unknown`. */
export async function expectAllKnown(
  tx: Tx,
  kind: keyof typeof kinds,
  given: readonly (string | number)[],
  pointer: string,
): Promise<void> {
  if (given.length === 0) return;
  const unknown = await run<{ given: string | number }>(tx, kinds[kind], [given]);
  if (unknown.length === 0) return;
  const errors: FieldProblem[] = unknown.map((row) => ({ pointer, detail: `There is no ${kind} "${row.given}".` }));
  throw new DomainError('refused', `${kind}.unknown`, errors[0]?.detail ?? '', { errors });
}
