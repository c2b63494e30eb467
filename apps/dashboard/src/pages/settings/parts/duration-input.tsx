import { Group, Input, NativeSelect, NumberInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useWords } from '../../../words/words';
import { words } from './words';

const units = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const;
type Unit = keyof typeof units;

interface DurationInputProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  /** Seconds; null: none. */
  readonly value?: number | null;
  readonly onChange: (seconds: number | null) => void;
  readonly error?: React.ReactNode;
  readonly required?: boolean;
}

/** The largest unit of which it is a whole number. */
const unitOf = (seconds: number | null): Unit =>
  (['day', 'hour', 'minute'] as const).find((unit) => seconds && seconds % units[unit] === 0) ??
  (seconds ? 'second' : 'minute');

/** A length of time, said in the unit it is whole in. */
export function DurationInput(props: DurationInputProps) {
  const { label, description, placeholder, value = null, onChange, error, required = false } = props;
  const say = useWords(words);
  const id = useId();
  const [unit, choose] = useState(() => unitOf(value));
  const toSeconds = (amount: string | number, of: Unit): number | null =>
    amount === '' || Number.isNaN(Number(amount)) ? null : Math.round(Number(amount) * units[of]);
  return (
    <Input.Wrapper label={label} description={description} error={error} required={required} id={id}>
      <Group gap={6} wrap="nowrap" mt={description ? 5 : 0} mb={error ? 5 : 0}>
        <NumberInput
          id={id}
          min={0}
          hideControls
          value={value === null ? '' : value / units[unit]}
          onChange={(amount) => onChange(toSeconds(amount, unit))}
          error={Boolean(error)}
          style={{ flex: 1, minWidth: '4rem' }}
          {...(placeholder !== undefined && { placeholder })}
        />
        <NativeSelect
          aria-label={say('unit', { label })}
          data={(Object.keys(units) as Unit[]).map((each) => ({ value: each, label: say(each) }))}
          value={unit}
          onChange={({ currentTarget }) => {
            const next = currentTarget.value as Unit;
            if (value !== null) onChange(Math.round((value / units[unit]) * units[next]));
            choose(next);
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}
