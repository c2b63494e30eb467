import { Group, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../../words/words';
import { useSectors, useTiers } from './lists';
import { words } from './words';

interface PlaceFieldsProps {
  readonly tier: {
    readonly value: number | null;
    readonly onChange: (tier: number) => void;
    readonly error?: ReactNode;
  };
  /** Null: all of the tier. */
  readonly sector: {
    readonly value: string | null;
    readonly onChange: (sector: string | null) => void;
    readonly error?: ReactNode;
  };
  /** What is set up for a place stays there. */
  readonly isFixed?: boolean;
}

/** A tier, and one sector of it or all; takes what `form.getInputProps` gives. */
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
        value={tier.value === null ? null : String(tier.value)}
        onChange={(value) => value !== null && tier.onChange(Number(value))}
        error={tier.error}
      />
      <Select
        label={say('sector')}
        placeholder={say('any')}
        clearable
        disabled={isFixed}
        data={sectors.map(({ code, name }) => ({ value: code, label: name }))}
        value={sector.value}
        onChange={sector.onChange}
        error={sector.error}
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
