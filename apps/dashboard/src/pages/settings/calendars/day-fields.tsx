import {
  ActionIcon,
  Anchor,
  Button,
  Checkbox,
  Group,
  Input,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage, useWords } from '../../../words/words';
import { timeOf, type CalendarForm, type SingleDay, type Span } from './calendar-form';
import classes from './calendars.module.css';
import { dateSaid } from './hours-said';
import { SpanFields } from './span-fields';
import { words } from './words';

const SHOWN = 12;

/** Days that are not as their weekday: a list, and one more. */
export function DayFields({ form }: { readonly form: UseFormReturnType<CalendarForm> }) {
  const say = useWords(words);
  const language = useLanguage();
  const [showsAll, showAll] = useState(false);
  const { days } = form.getValues();
  const today = new Date().toISOString().slice(0, 10);
  const rows = days.map((day, at) => ({ day, at, error: form.errors[`days.${at}`] }));
  const isPast = ({ date }: SingleDay): boolean => date.length === 10 && date < today;
  const current = rows.filter(({ day, error }) => Boolean(error) || !isPast(day));
  const shown = showsAll ? rows : current.filter(({ error }, at) => Boolean(error) || at < SHOWN);
  const set = (changed: readonly SingleDay[]): void => {
    form.setFieldValue('days', changed);
    for (const { at } of rows) form.clearFieldError(`days.${at}`);
  };
  return (
    <Input.Wrapper label={say('single')} description={say('singleHelp')} error={form.errors.days} labelElement="div">
      <ul className={classes.list} style={{ marginTop: 6 }}>
        {shown.map(({ day, at, error }) => {
          const date = dateSaid(day.date, language);
          return (
            <li key={`${day.date} ${day.spans === null}`}>
              <span className="figures">{date}</span>
              <Text span size="sm" c={day.spans === null ? undefined : 'dimmed'} style={{ overflowWrap: 'anywhere' }}>
                {day.date.length === 5 && `${say('everyYear')} · `}
                {day.spans === null || day.spans.length === 0
                  ? day.name || say('closed')
                  : day.spans.map(({ from, to }) => `${timeOf(from)}–${timeOf(to)}`).join(', ')}
              </Text>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={say('removeDay', { day: date })}
                onClick={() => set(days.filter((_, each) => each !== at))}
              >
                <IconX size={14} />
              </ActionIcon>
              {error && <Input.Error className={classes.wrong ?? ''}>{error}</Input.Error>}
            </li>
          );
        })}
      </ul>
      {shown.length < rows.length && (
        <Text size="xs" c="dimmed" mt={4}>
          {rows.length > current.length && `${say('past', { count: rows.length - current.length })} · `}
          <Anchor component="button" type="button" inherit underline="always" onClick={() => showAll(true)}>
            {say('showAll', { count: rows.length })}
          </Anchor>
        </Text>
      )}
      <AddDay
        days={days}
        onAdd={(day) => set([...days, day].toSorted((one, other) => one.date.localeCompare(other.date)))}
      />
    </Input.Wrapper>
  );
}

interface AddDayProps {
  readonly days: readonly SingleDay[];
  readonly onAdd: (day: SingleDay) => void;
}

function AddDay({ days, onAdd }: AddDayProps) {
  const say = useWords(words);
  const language = useLanguage();
  const [date, setDate] = useState('');
  const [isYearly, setYearly] = useState(false);
  const [isClosed, setClosed] = useState(true);
  const [name, setName] = useState('');
  const [spans, setSpans] = useState<readonly Span[]>([{ from: '09:00', to: '12:00' }]);
  const [error, setError] = useState<string | null>(null);
  const add = (): void => {
    const day: SingleDay = {
      date: isClosed && isYearly ? date.slice(5) : date,
      name: isClosed ? name.trim() : '',
      spans: isClosed ? null : spans,
    };
    if (date === '') return setError(say('dayNeeded'));
    if (days.some((each) => each.date === day.date && (each.spans === null) === (day.spans === null)))
      return setError(say('dayTaken'));
    onAdd(day);
    setDate('');
    setName('');
    setError(null);
  };
  return (
    <Stack gap={6} mt="xs" component="fieldset" m={0} p={0} style={{ border: 0 }} aria-label={say('addDay')}>
      <Group gap="sm" align="flex-end">
        <TextInput
          label={say('date')}
          type="date"
          size="xs"
          max="2299-12-31"
          value={date}
          error={Boolean(error)}
          onChange={({ currentTarget }) => {
            setDate(currentTarget.value);
            setError(null);
          }}
        />
        <SegmentedControl
          size="xs"
          aria-label={say('hours')}
          data={[
            { value: 'closed', label: say('isClosed') },
            { value: 'hours', label: say('otherHours') },
          ]}
          value={isClosed ? 'closed' : 'hours'}
          onChange={(value) => setClosed(value === 'closed')}
        />
        {isClosed ? (
          <>
            <TextInput
              label={say('reason')}
              size="xs"
              maxLength={200}
              value={name}
              style={{ flex: '1 1 8rem' }}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <Checkbox
              size="xs"
              label={say('yearly')}
              checked={isYearly}
              onChange={({ currentTarget }) => setYearly(currentTarget.checked)}
              style={{ paddingBottom: 7 }}
            />
          </>
        ) : (
          <SpanFields day={date ? dateSaid(date, language) : say('thisDay')} value={spans} onChange={setSpans} />
        )}
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
          {say('addDay')}
        </Button>
      </Group>
      {error && <Input.Error role="alert">{error}</Input.Error>}
    </Stack>
  );
}
