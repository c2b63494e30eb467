import { isAtDesk } from '../../../parts/at-desk';
import type { TicketSummary } from '../../../parts/ticket-list/ticket-summary';
import { useFormats } from '../../../words/formats';
import { stateOf, useDeskAgents, type DeskAgent } from '../agents/desk-agents';

const ORDER = ['available', 'busy', 'away', 'offShift', 'offline'] as const;

/** Who else works at the tier of a ticket: who is there first, then who knows its sector, then who carries least. */
export function useColleagues({ tier, sector, assignee }: TicketSummary): readonly DeskAgent[] {
  const formats = useFormats();
  const agents = useDeskAgents().data?.items ?? [];
  const isFor = (agent: DeskAgent): number => (isAtDesk(agent.teams, { tier, sector }) ? 0 : 1);
  return agents
    .filter(({ id, teams }) => id !== assignee?.id && teams.some((team) => team.tier === tier))
    .toSorted(
      (one, other) =>
        ORDER.indexOf(stateOf(one)) - ORDER.indexOf(stateOf(other)) ||
        isFor(one) - isFor(other) ||
        one.load / (one.capacity ?? 100) - other.load / (other.capacity ?? 100) ||
        formats.compare(one.name, other.name),
    );
}
