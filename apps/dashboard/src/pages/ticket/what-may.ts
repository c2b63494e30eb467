import { isAtDesk } from '../../parts/at-desk';
import { useMe } from '../../shell/session';
import { useTiers, type State, type TicketView } from './ticket-data';

/** Everything an agent can do with a ticket as one action. */
export type ActionName =
  | 'claim'
  | 'reply'
  | 'ask-customer'
  | 'note'
  | 'escalate'
  | 'return'
  | 'resolve'
  | 'resume'
  | 'wait'
  | 'ask-vendor'
  | 'transfer'
  | 'release'
  | 'assign'
  | 'reopen'
  | 'close'
  | 'merge'
  | 'reject'
  | 'log-work'
  | 'describe'
  | 'consult'
  | 'raise'
  | 'link'
  | 'split';

const HELD: readonly State[] = ['in_progress', 'awaiting_customer', 'awaiting_vendor', 'awaiting_intervention'];
const OPEN: readonly State[] = ['received', 'queued', ...HELD];
const awaiting = (state: State): boolean => state.startsWith('awaiting_');

interface Me {
  readonly id: string;
  readonly isLead: boolean;
  readonly desks: readonly { readonly tier: number; readonly sector: string | null }[];
}
interface Tier {
  readonly number: number;
  readonly mayResolve: boolean;
  readonly mayAskVendor: boolean;
}

/** What the lifecycle and the rights of this agent allow now. The server decides; this only keeps useless buttons away. */
export function whatMay(ticket: TicketView, me: Me, tiers: readonly Tier[] | undefined): ReadonlySet<ActionName> {
  const { state, tier, sector, assignee } = ticket;
  const holds = me.isLead || assignee?.id === me.id;
  const atDesk = holds || tier === null || isAtDesk(me.desks, { tier, sector });
  const own = tiers?.find(({ number }) => number === tier);
  const isWorked = state === 'in_progress';
  const rules: Readonly<Record<ActionName, boolean>> = {
    claim: state === 'queued' && atDesk,
    reply: holds && (HELD.includes(state) || state === 'resolved'),
    'ask-customer': holds && isWorked,
    note: true,
    escalate: holds && isWorked && (!tiers || tiers.some(({ number }) => number > (tier ?? 0))),
    return: (holds || (state === 'queued' && atDesk)) && (isWorked || state === 'queued') && (tier ?? 1) > 1,
    resolve: holds && (isWorked || awaiting(state)) && own?.mayResolve !== false,
    resume: holds && awaiting(state),
    wait: holds && isWorked,
    'ask-vendor': holds && isWorked && own?.mayAskVendor !== false,
    transfer: holds && (isWorked || state === 'queued'),
    release: holds && isWorked,
    assign: me.isLead && (isWorked || state === 'queued'),
    reopen: state === 'resolved' || state === 'closed',
    close: me.isLead && state === 'resolved',
    merge: OPEN.includes(state),
    reject: (state === 'received' || state === 'queued') && atDesk,
    'log-work': state !== 'merged',
    describe: OPEN.includes(state) && atDesk,
    consult: holds && HELD.includes(state) && (!tiers || tiers.some(({ number }) => number >= (tier ?? 0))),
    raise: OPEN.includes(state),
    link: OPEN.includes(state),
    split: holds && state !== 'merged' && state !== 'rejected',
  };
  return new Set((Object.keys(rules) as ActionName[]).filter((name) => rules[name]));
}

export function useWhatMay(ticket: TicketView): ReadonlySet<ActionName> {
  const me = useMe();
  const tiers = useTiers().data?.items;
  return whatMay(ticket, me, tiers);
}
