import { defaultPauses, duration, tierName, type Threshold } from '#domain';
import type { Named } from './named-in.js';
import type { PolicyDraft } from './policy.body.js';

type Names = Pick<Named, 'organisation' | 'team' | 'vendor'>;

/** What a policy is for: "resolution for P1, premium". */
export function tellPurpose({ kind, conditions }: Pick<PolicyDraft, 'kind' | 'conditions'>, names: Names): string {
  const { priority, entitlement, channel, tier } = conditions;
  const named = [
    priority,
    entitlement,
    conditions.organisationId && (names.organisation ?? conditions.organisationId),
    channel && `by ${channel}`,
    tier && tierName(tier),
    conditions.teamId && (names.team ?? conditions.teamId),
    conditions.vendorId && (names.vendor ?? conditions.vendorId),
  ].filter((each) => each !== null && each !== 0);
  return `${kind} for ${named.length > 0 ? named.join(', ') : 'any ticket'}`;
}

export const tellAdded = (policy: PolicyDraft, names: Names): string =>
  `Added ${tellPurpose(policy, names)}: ${tellTelling(policy)}.`;

export const tellRemoved = (policy: PolicyDraft, names: Names): string =>
  `Took away ${tellPurpose(policy, names)}: it was ${tellTelling(policy)}.`;

/** What is another than it was. */
export function tellChanged(was: PolicyDraft, is: PolicyDraft, names: Names, before: Names): string {
  const [old, now] = [tellPurpose(was, before), tellPurpose(is, names)];
  const terms = tellTerms(is);
  const changes = tellTerms(was).flatMap((term, index) => (term === terms[index] ? [] : `${term} → ${terms[index]}`));
  if (old !== now) changes.unshift(`now for ${now.slice(is.kind.length + ' for '.length)}`);
  return `Changed ${old}: ${changes.join('; ')}.`;
}

const USUAL_PAUSES = 'with the usual pauses';
const LATE_WAIT = 'late alarms wait for the hours';

/** Without what is as usual. */
const tellTelling = (policy: PolicyDraft): string =>
  tellTerms(policy)
    .filter((term) => term !== USUAL_PAUSES && term !== LATE_WAIT)
    .join(', ');

/** Always as many, in the same order. */
const tellTerms = ({ kind, targetSeconds, calendar, thresholds, pausedWhile, outsideHours }: PolicyDraft): string[] => [
  calendar === null ? duration(targetSeconds * 1_000) : openTime(targetSeconds),
  calendar === null ? 'round the clock' : `in the hours of ${calendar}`,
  `rings at ${thresholds.map(tellThreshold).join(', ')}`,
  pausedWhile.join() === defaultPauses[kind].join()
    ? USUAL_PAUSES
    : `paused ${pausedWhile.length > 0 ? `while ${pausedWhile.join(' or ')}` : 'never'}`,
  outsideHours ? 'late alarms ring at any hour' : LATE_WAIT,
];

/** A working day has no 24 hours. */
function openTime(seconds: number): string {
  const hours = Math.floor(seconds / 3_600);
  const rest = seconds % 3_600;
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [duration(rest * 1_000)] : [])].join(' ');
}

const tellThreshold = ({ percent, notify, action, evenIfHeld }: Threshold): string =>
  `${percent} % (${notify}${action === 'none' ? '' : `, ${action}${evenIfHeld ? ' even if held' : ''}`})`;
