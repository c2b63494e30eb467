import { calendarsOf, readRows, type Reader, type Statement } from '#database';
import { DomainError, tierName, type Calendar, type FieldProblem } from '#domain';
import type { PolicyDraft } from './policy.body.js';

/** What a policy names, as it is. */
export interface Named {
  readonly calendar: Calendar;
  readonly calendarVersion: number | null;
  readonly organisation: string | null;
  readonly team: string | null;
  readonly vendor: string | null;
}

/** The codes with which it refuses. */
export const unknownInPolicies = [
  'organisation.unknown',
  'team.unknown',
  'vendor.unknown',
  'tier.unknown',
  'calendar.unknown',
  'policy.impossible',
] as const;

interface Row extends Omit<Named, 'calendar'> {
  readonly teamTier: number | null;
  readonly hasTier: boolean;
}

/** Looks up what a policy names, and refuses by the field what is not there, or cannot be together. */
export async function namedIn(reader: Reader, policy: PolicyDraft): Promise<Named> {
  const { organisationId, tier, teamId, vendorId } = policy.conditions;
  const [row] = await readRows<Row>(reader, look, [organisationId, teamId, vendorId, tier, policy.calendar]);
  const named = row!;
  if (organisationId !== null && named.organisation === null)
    throw unknown('organisation', '/conditions/organisationId', 'There is no such organisation.');
  if (teamId !== null && named.team === null) throw unknown('team', '/conditions/teamId', 'There is no such team.');
  if (vendorId !== null && named.vendor === null)
    throw unknown('vendor', '/conditions/vendorId', 'There is no such vendor.');
  if (tier !== null && !named.hasTier) throw unknown('tier', '/conditions/tier', `There is no tier ${tier}.`);
  if (policy.calendar !== null && named.calendarVersion === null)
    throw unknown('calendar', '/calendar', `There is no calendar ${policy.calendar}: GET /sla/calendars has them.`);
  if (tier !== null && named.teamTier !== null && named.teamTier !== tier)
    throw impossible('/conditions/teamId', `${named.team} works at ${tierName(named.teamTier)}: leave out the tier.`);
  const calendar = (await calendarsOf(reader, [named.calendarVersion]))(named.calendarVersion);
  expectReachable(policy, calendar);
  const { calendarVersion, organisation, team, vendor } = named;
  return { calendar, calendarVersion, organisation, team, vendor };
}

const YEAR_MS = 366 * 86_400_000;

/** Few hours a week make a long target endless: it is to be used up within a hundred years. */
export function expectReachable({ targetSeconds, thresholds, calendar: code }: PolicyDraft, calendar: Calendar): void {
  const highest = Math.max(...thresholds.map(({ percent }) => percent));
  const now = Date.now();
  const isUsedUp = (years: number): boolean =>
    calendar.elapsed(new Date(now), new Date(now + years * YEAR_MS)) >= targetSeconds * 10 * highest;
  if ([1, 10, 100].some(isUsedUp)) return;
  const hours = code === null ? '' : ` in the hours of ${code}`;
  throw impossible('/targetSeconds', `Give less: ${highest} % of it takes more than a hundred years${hours}.`);
}

const unknown = (
  what: 'organisation' | 'team' | 'vendor' | 'tier' | 'calendar',
  pointer: string,
  detail: string,
): DomainError => refusal(`${what}.unknown`, { pointer, detail });
const impossible = (pointer: string, detail: string): DomainError => refusal('policy.impossible', { pointer, detail });
const refusal = (code: string, problem: FieldProblem): DomainError =>
  new DomainError('refused', code, problem.detail, { errors: [problem] });

const look: Statement = {
  name: 'policy-named',
  text: `SELECT (SELECT name FROM organisation WHERE id = $1::uuid) AS organisation,
      (SELECT name FROM team WHERE id = $2::uuid) AS team, (SELECT tier FROM team WHERE id = $2::uuid) AS "teamTier",
      (SELECT name FROM vendor WHERE id = $3::uuid) AS vendor,
      EXISTS (SELECT FROM tier WHERE number = $4::integer) AS "hasTier",
      (SELECT version FROM calendar WHERE code = $5::text) AS "calendarVersion"`,
};
