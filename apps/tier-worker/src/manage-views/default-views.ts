import type { AgentCaller } from '#access';
import { openStates } from '#domain';
import { defaultColumns, type View, type ViewFilters } from './view.schemas.js';

const open = openStates.join(',');

/** The views that everybody has: an agent's are about himself and his tiers, a lead's about all. */
export function defaultViews(caller: AgentCaller): View[] {
  const tiers = [...new Set(caller.desks.map(({ tier }) => tier))].toSorted((a, b) => a - b).join(',');
  const isAgent = caller.role === 'agent';
  const mine = isAgent ? ({ assignee: 'me' } as const) : {};
  return [
    view('my-open', 'My open tickets', { assignee: 'me', state: open }, 'due'),
    view('unassigned', 'Unassigned', { assignee: 'none', state: 'queued', ...(tiers && { tier: tiers }) }, 'due'),
    view('at-risk', 'At risk', { state: open, atRisk: 'true' }, 'due'),
    view('breached', 'Breached', { state: open, breached: 'true' }, 'due'),
    view('waiting-for-customer', 'Waiting for the customer', { ...mine, state: 'awaiting_customer' }, 'updated'),
    view('recently-solved', 'Recently solved', { ...mine, state: 'resolved,closed', resolvedFrom: '-7d' }, 'updated'),
  ];
}

const view = (id: string, name: string, filters: ViewFilters, sort: View['sort']): View => ({
  id,
  kind: 'default',
  name,
  filters,
  sort,
  columns: [...defaultColumns],
  position: 0,
  sharedWith: { everybody: true, teams: [], tiers: [] },
  owner: null,
  mayChange: false,
  count: null,
});
