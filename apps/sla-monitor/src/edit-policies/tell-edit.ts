import { defaultPauses, duration, tierName, type Language } from '#domain';
import { editPhrases } from './edit-phrases.js';
import type { Named } from './named-in.js';
import type { PolicyDraft } from './policy.body.js';

type Names = Pick<Named, 'organisation' | 'team' | 'vendor'>;
type Purpose = Pick<PolicyDraft, 'kind' | 'conditions'>;

/** What a policy is for: "resolution for P1, premium". */
export function tellPurpose(policy: Purpose, names: Names, language: Language = 'en'): string {
  const say = editPhrases[language];
  return say.purpose(say.kinds[policy.kind], tellConditions(policy, names, language));
}

function tellConditions({ conditions }: Purpose, names: Names, language: Language): string {
  const say = editPhrases[language];
  const { priority, entitlement, channel, tier } = conditions;
  const named = [
    priority,
    entitlement && say.entitlements[entitlement],
    conditions.organisationId && (names.organisation ?? conditions.organisationId),
    channel && say.channel(channel),
    tier && tierName(tier),
    conditions.teamId && (names.team ?? conditions.teamId),
    conditions.vendorId && (names.vendor ?? conditions.vendorId),
  ];
  return say.conditions(named.filter((each): each is string => typeof each === 'string'));
}

export const tellAdded = (policy: PolicyDraft, names: Names, language: Language = 'en'): string =>
  editPhrases[language].added(tellPurpose(policy, names, language), tellTelling(policy, language));

export const tellRemoved = (policy: PolicyDraft, names: Names, language: Language = 'en'): string =>
  editPhrases[language].removed(tellPurpose(policy, names, language), tellTelling(policy, language));

/** What is another than it was. */
export function tellChanged(
  was: PolicyDraft,
  is: PolicyDraft,
  names: Names,
  before: Names,
  language: Language = 'en',
): string {
  const say = editPhrases[language];
  const [old, now] = [tellConditions(was, before, language), tellConditions(is, names, language)];
  const terms = tellTerms(is, language);
  const changes = tellTerms(was, language).flatMap((term, index) =>
    term === terms[index] ? [] : `${term} → ${terms[index]}`,
  );
  if (old !== now) changes.unshift(say.nowFor(now));
  return say.changed(tellPurpose(was, before, language), changes.join('; '));
}

/** Without what is as usual. */
function tellTelling(policy: PolicyDraft, language: Language): string {
  const { usualPauses, lateWaits } = editPhrases[language];
  return tellTerms(policy, language)
    .filter((term) => term !== usualPauses && term !== lateWaits)
    .join(', ');
}

/** Always as many, in the same order. */
function tellTerms(
  { kind, targetSeconds, calendar, thresholds, pausedWhile, outsideHours }: PolicyDraft,
  language: Language,
): string[] {
  const say = editPhrases[language];
  const rings = thresholds.map(({ percent, notify, action, evenIfHeld }) =>
    say.threshold(percent, notify, action, evenIfHeld),
  );
  return [
    inUnitsOf(language, calendar === null ? duration(targetSeconds * 1_000) : openTime(targetSeconds)),
    calendar === null ? say.roundTheClock : say.hoursOf(calendar),
    say.rings(rings.join(', ')),
    pausedWhile.join() === defaultPauses[kind].join() ? say.usualPauses : say.paused(pausedWhile),
    outsideHours ? say.lateRings : say.lateWaits,
  ];
}

/** A working day has no 24 hours. */
function openTime(seconds: number): string {
  const hours = Math.floor(seconds / 3_600);
  const rest = seconds % 3_600;
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [duration(rest * 1_000)] : [])].join(' ');
}

const units: Readonly<Record<string, string>> = { d: 'day', h: 'hour', min: 'minute', s: 'second' };

const inUnitsOf = (language: Language, time: string): string =>
  language === 'en'
    ? time
    : time.replaceAll(/(\d+) (\w+)/g, (_, count: string, unit: string) =>
        new Intl.NumberFormat(language, { style: 'unit', unit: units[unit], unitDisplay: 'short' }).format(
          Number(count),
        ),
      );
