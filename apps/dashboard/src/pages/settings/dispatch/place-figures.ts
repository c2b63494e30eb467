import { $api } from '../../../api/client';

/** What is going on at a place right now, for saying what a change does there. */
export function usePlaceFigures() {
  const queues = $api.useQuery('get', '/api/v1/desk/queues', { params: { query: { by: 'sector' } } });
  const agents = $api.useQuery('get', '/api/v1/desk/agents');
  return {
    /** `apart` are sectors with a rule of their own. */
    waiting(tier: number, sector: string | null, apart: readonly (string | null)[]): number {
      const sectors = queues.data?.items.find((each) => each.tier === tier)?.sectors ?? [];
      return sectors
        .filter((each) =>
          sector === null ? !(each.sector !== null && apart.includes(each.sector)) : each.sector === sector,
        )
        .reduce((all, { waiting }) => all + waiting, 0);
    },
    /** Who has a desk there; without a sector theirs is every one's. */
    agents: (tier: number, sector: string | null) =>
      (agents.data?.items ?? []).filter(({ teams }) =>
        teams.some((team) => team.tier === tier && (sector === null || team.sector === null || team.sector === sector)),
      ),
  };
}
export type DeskAgent = ReturnType<ReturnType<typeof usePlaceFigures>['agents']>[number];
