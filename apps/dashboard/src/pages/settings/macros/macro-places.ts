import { $api } from '../../../api/client';
import { useSectors, useTiers } from '../parts/lists';
import { useWords } from '../../../words/words';
import { words } from './words';

interface Places {
  readonly tiers: readonly (number | string)[];
  readonly sectors: readonly string[];
}

/** For which tickets a macro is, in words: `L1, L2 · Network`. */
export function usePlacesName(): (places: Places) => string {
  const say = useWords(words);
  const tiers = useTiers().data?.items ?? [];
  const sectors = useSectors().data ?? [];
  return (places) =>
    [
      places.tiers.map((tier) => tiers.find(({ number }) => number === Number(tier))?.name ?? `L${tier}`).join(', ') ||
        (places.sectors.length === 0 && say('anywhere')),
      places.sectors.map((code) => sectors.find((sector) => sector.code === code)?.name ?? code).join(', '),
    ]
      .filter(Boolean)
      .join(' · ');
}

/** How many agents work where a macro is offered; leads and admins are everywhere. */
export function useReach(): (places: Places) => number {
  const agents = $api.useQuery('get', '/api/v1/desk/agents').data?.items ?? [];
  return ({ tiers, sectors }) =>
    agents.filter(
      ({ role, teams }) =>
        role !== 'agent' ||
        teams.some(
          (team) =>
            (tiers.length === 0 || tiers.map(Number).includes(team.tier)) &&
            (sectors.length === 0 || team.sector === null || sectors.includes(team.sector)),
        ),
    ).length;
}
