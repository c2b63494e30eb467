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
  `Added ${tellPurpose(policy, names)}: ${tellTerms(policy).join(', ')}.`;

export const tellRemoved = (policy: PolicyDraft, names: Names): string =>
  `Took away ${tellPurpose(policy, names)}: it was ${tellTerms(policy).join(', ')}.`;

/** What is another than it was. */
export function tellChanged(was: PolicyDraft, is: PolicyDraft, names: Names, before: Names): string {
  const [old, now] = [tellPurpose(was, before), tellPurpose(is, names)];
  const terms = tellTerms(is);
  const changes = tellTerms(was).flatMap((term, index) => (term === terms[index] ? [] : `${term} → ${terms[index]}`));
  if (old !== now) changes.unshift(`now for ${now.slice(is.kind.length + ' for '.length)}`);
  return `Changed ${old}: ${changes.join('; ')}.`;
}

/** Always as many, in the same order. */
const tellTerms = ({ kind, targetSeconds, calendar, thresholds, pausedWhile, outsideHours }: PolicyDraft): string[] => [
  duration(targetSeconds * 1_000),
  calendar === null ? 'round the clock' : `in the hours of ${calendar}`,
  `rings at ${thresholds.map(tellThreshold).join(', ')}`,
  pausedWhile.join() === defaultPauses[kind].join()
    ? 'with the usual pauses'
    : `paused ${pausedWhile.length > 0 ? `while ${pausedWhile.join(' or ')}` : 'never'}`,
  outsideHours ? 'late alarms ring at any hour' : 'late alarms wait for the hours',
];

const tellThreshold = ({ percent, notify, action, evenIfHeld }: Threshold): string =>
  `${percent} % (${notify}${action === 'none' ? '' : `, ${action}${evenIfHeld ? ' even if held' : ''}`})`;
