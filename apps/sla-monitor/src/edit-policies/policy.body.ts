import {
  BREACH,
  channels,
  clockKinds,
  defaultPauses,
  entitlements,
  isVendorKind,
  listeners,
  priorities,
  thresholdActions,
  waitingStates,
  type ClockKind,
  type FieldValues,
  type Listener,
  type PolicyConditions,
  type Threshold,
  type ThresholdAction,
  type WaitingState,
} from '#domain';
import { text } from '#http';
import { z } from 'zod';

/** Ten years. */
const LONGEST_TARGET_S = 10 * 366 * 86_400;
const MOST_THRESHOLDS = 12;
const HIGHEST_PERCENT = 1_000;

const whatever = (what: string) => ({ description: `${what}; null, or left out: whatever it is.` });

export const conditionsBody = z.strictObject({
  priority: z.enum(priorities).nullable().default(null).meta(whatever('The priority of the ticket')),
  entitlement: z.enum(entitlements).nullable().default(null).meta(whatever('The kind of support it is entitled to')),
  organisationId: z.uuid().toLowerCase().nullable().default(null).meta(whatever('Whose ticket it is')),
  channel: z.enum(channels).nullable().default(null).meta(whatever('How it came')),
  tier: z.int().min(1).max(99).nullable().default(null).meta(whatever('Which tier owes it, for the kind `tier`')),
  teamId: z.uuid().toLowerCase().nullable().default(null).meta(whatever('Which team owes it, for the kind `tier`')),
  vendorId: z
    .uuid()
    .toLowerCase()
    .nullable()
    .default(null)
    .meta(whatever('Which vendor owes it, for the kinds of vendors')),
});

const thresholdBody = z.strictObject({
  percent: z.int().min(1).max(HIGHEST_PERCENT).meta({
    description: 'Of the target; 100 is the breach, more an escalation of what is broken already.',
  }),
  notify: z
    .enum(listeners)
    .optional()
    .meta({ description: 'Who is told. Left out: `assignee` before the breach, `leads` from it on.' }),
  action: z.enum(thresholdActions).optional().meta({ description: 'What happens to the ticket. Left out: `none`.' }),
  evenIfHeld: z.boolean().optional().meta({
    description: 'Whether `escalate` takes the ticket away from the agent who holds it. Left out: no.',
  }),
});

const fields = {
  kind: z.enum(clockKinds),
  conditions: conditionsBody.prefault({}),
  targetSeconds: z
    .int()
    .min(1, 'Give at least 1 second.')
    .max(LONGEST_TARGET_S, 'Give at most ten years, 316224000 seconds.'),
  calendar: text({ max: 63 })
    .nullable()
    .default(null)
    .meta({ description: 'The code of the calendar whose hours count; null: round the clock.' }),
  thresholds: z.array(thresholdBody).max(MOST_THRESHOLDS).optional().meta({
    description:
      'When it rings. Left out: 50, 75 and 90 % tell the assignee, 100 % the leads, and a broken `resolution` or `tier` escalates.',
  }),
  pausedWhile: z
    .array(z.enum(waitingStates))
    .max(waitingStates.length)
    .optional()
    .meta({ description: 'In which states time does not count. Left out: what is usual for the kind.' }),
  outsideHours: z.boolean().default(false).meta({
    description: 'Whether an alarm that comes late, as after downtime, may ring while the calendar is closed.',
  }),
};

/** What an admin promises. */
export interface PolicyDraft {
  readonly kind: ClockKind;
  readonly conditions: PolicyConditions;
  readonly targetSeconds: number;
  readonly calendar: string | null;
  readonly thresholds: readonly Threshold[];
  readonly pausedWhile: readonly WaitingState[];
  readonly outsideHours: boolean;
}

export const policyBody = z.strictObject(fields).superRefine(expectPossible).transform(drafted);

export const changedPolicyBody = z
  .strictObject({
    ...fields,
    expectedVersion: z.int().min(1).optional().meta({
      description: 'The version you have read: if somebody has changed the policy since, nothing is written.',
    }),
  })
  .superRefine(expectPossible)
  .transform((given) => ({ draft: drafted(given), expectedVersion: given.expectedVersion }));

type Given = z.output<z.ZodObject<typeof fields>>;

function expectPossible(given: Given, context: z.core.$RefinementCtx<unknown>): void {
  const refuse = (path: (string | number)[], code: string, message: string, values?: FieldValues): void => {
    context.addIssue({ code: 'custom', path, message, input: given, params: { code, ...(values && { values }) } });
  };
  const { kind, conditions, thresholds, pausedWhile = [] } = given;
  for (const name of ['tier', 'teamId'] as const)
    if (kind !== 'tier' && conditions[name] !== null)
      refuse(
        ['conditions', name],
        'policy.not-of-a-tier',
        `Leave it out: only a promise of the kind tier is a tier's or a team's.`,
      );
  if (!isVendorKind(kind) && conditions.vendorId !== null)
    refuse(
      ['conditions', 'vendorId'],
      'policy.not-of-a-vendor',
      'Leave it out: only vendor_ack and vendor_resolution are promises of vendors.',
    );
  if (kind === 'first_response' && pausedWhile.length > 0)
    refuse(['pausedWhile'], 'policy.waits-for-nobody', 'Leave it empty: the first answer waits for nobody.');
  if (isVendorKind(kind) && pausedWhile.length > 0)
    refuse(
      ['pausedWhile'],
      'policy.vendor-waits-for-us-only',
      'Leave it empty: a vendor has time off only while it has asked us something.',
    );
  if (!thresholds) return;
  if (!thresholds.some(({ percent }) => percent === BREACH))
    refuse(['thresholds'], 'policy.no-breach', 'Add one of 100 per cent, the breach: {"percent": 100}.');
  const seen = new Set<number>();
  for (const [index, { percent }] of thresholds.entries()) {
    if (seen.has(percent))
      refuse(
        ['thresholds', index, 'percent'],
        'policy.threshold-twice',
        `There is one of ${percent} already: remove this.`,
        {
          percent,
        },
      );
    seen.add(percent);
  }
}

function drafted(given: Given): PolicyDraft {
  const { kind, conditions, targetSeconds, calendar, outsideHours } = given;
  const pauses = given.pausedWhile ?? defaultPauses[kind];
  return {
    kind,
    conditions,
    targetSeconds,
    calendar,
    thresholds: (given.thresholds ?? defaultThresholds(kind))
      .map(({ percent, notify, action, evenIfHeld }) => ({
        percent,
        notify: notify ?? (percent < BREACH ? ('assignee' as const) : ('leads' as const)),
        action: action ?? ('none' as const),
        evenIfHeld: evenIfHeld ?? false,
      }))
      .toSorted((one, other) => one.percent - other.percent),
    pausedWhile: waitingStates.filter((state) => pauses.includes(state)),
    outsideHours,
  };
}

interface GivenThreshold {
  readonly percent: number;
  readonly notify?: Listener | undefined;
  readonly action?: ThresholdAction | undefined;
  readonly evenIfHeld?: boolean | undefined;
}

function defaultThresholds(kind: ClockKind): readonly GivenThreshold[] {
  const action = kind === 'resolution' || kind === 'tier' ? 'escalate' : 'none';
  return [{ percent: 50 }, { percent: 75 }, { percent: 90 }, { percent: BREACH, action }];
}
