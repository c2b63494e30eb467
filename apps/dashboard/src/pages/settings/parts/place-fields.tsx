import { Group, Select } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import { useWords } from '../../../words/words';
import { useSectors, useTiers } from './lists';
import { words } from './words';

interface PlaceFieldsProps {
  /** `form.getInputProps('tier')`: a number. */
  readonly tier: GetInputPropsReturnType;
  /** `form.getInputProps('sector')`: a code; null for all of the tier. */
  readonly sector: GetInputPropsReturnType;
  /** What is set up for a place stays there. */
  readonly isFixed?: boolean;
}

/** A tier, and one sector of it or all. */
export function PlaceFields({ tier, sector, isFixed = false }: PlaceFieldsProps) {
  const say = useWords(words);
  const tiers = useTiers().data?.items ?? [];
  const sectors = useSectors().data ?? [];
  return (
    <Group grow align="flex-start">
      <Select
        label={say('tier')}
        required
        disabled={isFixed}
        allowDeselect={false}
        data={tiers.map(({ number, name }) => ({ value: String(number), label: name }))}
        {...tier}
        value={String(tier.value)}
        onChange={(value) => value !== null && tier.onChange(Number(value))}
      />
      <Select
        label={say('sector')}
        placeholder={say('any')}
        clearable
        disabled={isFixed}
        data={sectors.map(({ code, name }) => ({ value: code, label: name }))}
        {...sector}
      />
    </Group>
  );
}

/** `L2 · Network`. */
export function usePlaceName(): (tier: number, sector: string | null) => string {
  const say = useWords(words);
  const tiers = useTiers().data?.items ?? [];
  const sectors = useSectors().data ?? [];
  return (tier, sector) => {
    const name = tiers.find(({ number }) => number === tier)?.name ?? `L${tier}`;
    return `${name} · ${sector === null ? say('any') : (sectors.find(({ code }) => code === sector)?.name ?? sector)}`;
  };
}
