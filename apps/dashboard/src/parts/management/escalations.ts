import { $api } from '../../api/client';
import type { operations } from '../../api/schema';

export type Escalation =
  operations['HierarchicalEscalations.list']['responses'][200]['content']['application/json']['items'][number];
/** What can be done about one. */
export type Answer = 'approve' | 'decline' | 'note' | 'end';

interface Which {
  readonly ticketId?: string;
  readonly state?: 'live' | 'requested';
}

/** What was raised to management, all of it or on one ticket. */
export const useEscalations = (which: Which, enabled = true) =>
  $api.useQuery(
    'get',
    '/api/v1/desk/hierarchical-escalations',
    { params: { query: { limit: 50, ...which } } },
    { enabled },
  );

/** What this agent may do: whoever reads the ticket says how it goes, leads decide and end. */
export function answersTo({ state }: Escalation, isLead: boolean): readonly Answer[] {
  if (state === 'requested') return isLead ? ['approve', 'decline', 'note'] : ['note'];
  if (state === 'approved') return isLead ? ['note', 'end'] : ['note'];
  return [];
}
