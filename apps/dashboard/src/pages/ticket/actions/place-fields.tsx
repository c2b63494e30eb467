import { Group, Select } from '@mantine/core';
import { $api } from '../../../api/client';
import { defineWords, useWords } from '../../../words/words';
import { useSectors, useTiers } from '../ticket-data';

const words = defineWords({
  en: { tier: 'Tier', sector: 'Sector', same: 'As now', any: 'Any' },
  ru: { tier: 'Линия', sector: 'Направление', same: 'Как сейчас', any: 'Любое' },
  ko: { tier: '티어', sector: '분야', same: '지금과 같음', any: '전체' },
});

interface PlaceFieldsProps {
  /** Which tiers can be chosen; none at all hides the field. */
  readonly isPossible?: (tier: number) => boolean;
  readonly tier: number | null;
  readonly onTier?: (tier: number) => void;
  /** Null: as it is. */
  readonly sector: string | null;
  readonly onSector: (sector: string | null) => void;
  readonly tierError?: string | undefined;
  readonly sectorError?: string | undefined;
}

/** Where a ticket is to go: a tier, and a sector that somebody works on there. */
export function PlaceFields(props: PlaceFieldsProps) {
  const { isPossible, tier, onTier, sector, onSector, tierError, sectorError } = props;
  const say = useWords(words);
  const tiers = useTiers().data?.items.filter(({ number }) => isPossible?.(number)) ?? [];
  const sectors = useSectorsOf(tier);
  return (
    <Group grow align="flex-start">
      {onTier && (
        <Select
          label={say('tier')}
          data={tiers.map(({ number, name }) => ({ value: String(number), label: name }))}
          value={tier === null ? null : String(tier)}
          onChange={(value) => value && onTier(Number(value))}
          allowDeselect={false}
          error={tierError}
        />
      )}
      <Select
        label={say('sector')}
        placeholder={say('same')}
        clearable
        data={sectors}
        value={sector}
        onChange={onSector}
        error={sectorError}
      />
    </Group>
  );
}

/** The sectors that teams of a tier work on; all of them when a team there takes everything. */
export function useSectorsOf(tier: number | null) {
  const sectors = useSectors().data?.items ?? [];
  const { data } = $api.useQuery('get', '/api/v1/teams', { params: { query: { limit: 100 } } }, { staleTime: 300_000 });
  const teams = data?.items.filter((team) => team.tier === tier) ?? [];
  const has = new Set(teams.map((team) => team.sector));
  return sectors
    .filter(({ code }) => has.has(null) || has.has(code))
    .map(({ code, name }) => ({ value: code, label: name }));
}
