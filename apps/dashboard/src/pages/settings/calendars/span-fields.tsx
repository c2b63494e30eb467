import { ActionIcon, Group, Input, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../../../words/words';
import { timeOf, type Span } from './calendar-form';
import classes from './calendars.module.css';
import { words } from './words';

interface SpanFieldsProps {
  /** Whose hours these are. */
  readonly day: string;
  readonly value: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
  readonly error?: ReactNode;
  /** What stands where there are none; left out: closed. */
  readonly none?: string;
}

/** After the last one an hour later, or the usual hours. */
const another = (spans: readonly Span[]): Span => {
  const hour = Number(timeOf(spans.at(-1)?.to ?? '').slice(0, 2)) + 1;
  return spans.length > 0 && hour < 24 ? { from: `${String(hour).padStart(2, '0')}:00`, to: '' } : { from: '09:00', to: '17:00' }; // prettier-ignore
};

/** The hours of a day, any number of them; none: it is closed. */
export function SpanFields({ day, value, onChange, error, none }: SpanFieldsProps) {
  const say = useWords(words);
  const set = (at: number, change: Partial<Span>): void =>
    onChange(value.map((span, each) => (each === at ? { ...span, ...change } : span)));
  const time = (at: number, end: 'from' | 'to') => (
    <TextInput
      className={classes.time ?? ''}
      size="xs"
      inputMode="numeric"
      maxLength={8}
      placeholder={end === 'from' ? '09:00' : '17:00'}
      aria-label={say(end, { day })}
      value={value[at]![end]}
      error={Boolean(error)}
      onChange={({ currentTarget }) => set(at, { [end]: currentTarget.value })}
      onBlur={() => {
        const typed = value[at]![end];
        if (typed !== '' && timeOf(typed) !== typed) set(at, { [end]: timeOf(typed) });
      }}
    />
  );
  return (
    <div>
      <Group gap={6}>
        {value.length === 0 && <span className={classes.closed}>{none ?? say('closed')}</span>}
        {value.map(({ from, to }, at) => (
          <Group key={at} gap={4} wrap="nowrap">
            {time(at, 'from')}
            <Text span size="sm" c="dimmed" aria-hidden>
              –
            </Text>
            {time(at, 'to')}
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={say('removeSpan', { day, from: from || '…', to: to || '…' })}
              onClick={() => onChange(value.filter((_, each) => each !== at))}
            >
              <IconX size={14} />
            </ActionIcon>
          </Group>
        ))}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={say('addSpan', { day })}
          onClick={() => onChange([...value, another(value)])}
        >
          <IconPlus size={14} />
        </ActionIcon>
      </Group>
      {error && <Input.Error mt={2}>{error}</Input.Error>}
    </div>
  );
}
