import { isVendors, mayPause, type Kind, type Policy, type PolicyBody } from './policy-data';

export const units = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const;
type Unit = keyof typeof units;

/** What is typed; selects that are left open are empty. */
export interface PolicyForm {
  kind: Kind;
  priority: string;
  entitlement: string;
  organisationId: string;
  channel: string;
  tier: number | string;
  teamId: string;
  vendorId: string;
  amount: number | string;
  unit: Unit;
  calendar: string;
  thresholds: { percent: number | string; notify: string; action: string; evenIfHeld: boolean }[];
  pausedWhile: string[];
  outsideHours: boolean;
}

/** What the server would choose for a new one, so that it is seen before it is saved. */
export function usualFor(kind: Kind): Pick<PolicyForm, 'thresholds' | 'pausedWhile'> {
  const escalates = kind === 'resolution' || kind === 'tier';
  const early = [50, 75, 90].map((percent) => ({ percent, notify: 'assignee', action: 'none', evenIfHeld: false }));
  const breach = { percent: 100, notify: 'leads', action: escalates ? 'escalate' : 'none', evenIfHeld: false };
  const paused = kind === 'tier' ? ['awaiting_customer', 'awaiting_vendor'] : ['awaiting_customer'];
  const pauses = ['resolution', 'periodic_update', 'tier'].includes(kind);
  return { thresholds: [...early, breach], pausedWhile: pauses ? paused : [] };
}

export function toForm(policy: Policy | null): PolicyForm {
  const conditions = policy?.conditions;
  const seconds = policy?.targetSeconds ?? 4 * units.hour;
  const unit = (['day', 'hour', 'minute'] as const).find((each) => seconds % units[each] === 0) ?? 'second';
  const kind = policy?.kind ?? 'first_response';
  return {
    kind,
    priority: conditions?.priority ?? '',
    entitlement: conditions?.entitlement ?? '',
    organisationId: conditions?.organisationId ?? '',
    channel: conditions?.channel ?? '',
    tier: conditions?.tier ?? '',
    teamId: conditions?.teamId ?? '',
    vendorId: conditions?.vendorId ?? '',
    amount: seconds / units[unit],
    unit,
    calendar: policy?.calendar ?? '',
    ...(policy
      ? { thresholds: policy.thresholds.map((each) => ({ ...each })), pausedWhile: [...policy.pausedWhile] }
      : usualFor(kind)),
    outsideHours: policy?.outsideHours ?? false,
  };
}

export function toBody(form: PolicyForm): PolicyBody {
  const { kind } = form;
  const isTier = kind === 'tier';
  const named = {
    priority: form.priority,
    entitlement: form.entitlement,
    organisationId: form.organisationId,
    channel: form.channel,
    tier: isTier ? form.tier : '',
    teamId: isTier ? form.teamId : '',
    vendorId: isVendors(kind) ? form.vendorId : '',
  };
  return {
    kind,
    conditions: Object.fromEntries(
      Object.entries(named).filter(([, value]) => value !== ''),
    ) as PolicyBody['conditions'],
    targetSeconds: Math.round(Number(form.amount) * units[form.unit]),
    calendar: form.calendar || null,
    thresholds: form.thresholds.map((each) => ({
      ...each,
      percent: Number(each.percent),
    })) as PolicyBody['thresholds'],
    pausedWhile: (mayPause(kind) ? form.pausedWhile : []) as PolicyBody['pausedWhile'],
    outsideHours: form.outsideHours,
  } as PolicyBody;
}

const fields = ['priority', 'entitlement', 'organisationId', 'channel', 'tier', 'teamId', 'vendorId'] as const;
/** Which field a pointer of the server's is. */
export const pointersOf = ({ thresholds }: PolicyForm): Readonly<Record<string, string>> => ({
  '/kind': 'kind',
  '/targetSeconds': 'amount',
  '/calendar': 'calendar',
  '/pausedWhile': 'pausedWhile',
  '/thresholds': 'thresholds',
  ...Object.fromEntries(fields.map((field) => [`/conditions/${field}`, field])),
  ...Object.fromEntries(
    thresholds.flatMap((_, index) =>
      ['percent', 'notify', 'action'].map((field) => [`/thresholds/${index}/${field}`, `thresholds.${index}.${field}`]),
    ),
  ),
});
