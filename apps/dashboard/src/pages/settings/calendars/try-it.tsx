import { Group, Input, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import { useLanguage, useWords } from '../../../words/words';
import { DurationInput } from '../parts/duration-input';
import type { CalendarSpec } from './calendar-spec';
import { words } from './words';
import { instantAt, localAt } from './zone-time';

/** The coming Friday, late in the afternoon: where calendars differ. */
function fridayAfternoon(zone: string): string {
  const now = new Date();
  const days = (5 - now.getUTCDay() + 7) % 7;
  try {
    return `${localAt(new Date(now.getTime() + days * 86_400_000), zone).slice(0, 10)}T16:30`;
  } catch {
    return '';
  }
}

/** When a promise by this calendar would be due: by the server's own clock-setting code, and nothing is saved. */
export function TryIt({ spec }: { readonly spec: CalendarSpec }) {
  const say = useWords(words);
  const language = useLanguage();
  const [start, setStart] = useState(() => fridayAfternoon(spec.timezone));
  const [target, setTarget] = useState<number | null>(4 * 3_600);
  const at = instantAt(start, spec.timezone);
  const [asked] = useDebouncedValue(JSON.stringify({ calendar: spec, start: at, target }), 300);
  const { data, error } = useQuery({
    queryKey: ['calendar-tried', asked],
    queryFn: async ({ signal }) =>
      (await api.POST('/api/v1/sla/preview', { body: JSON.parse(asked) as never, signal })).data!,
    enabled: at !== null && target !== null && target > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const said = (due: string): string =>
    new Intl.DateTimeFormat(language, {
      timeZone: spec.timezone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(new Date(due));
  return (
    <Input.Wrapper label={say('tryIt')} description={say('tryHelp')} labelElement="div">
      <Group gap="sm" align="flex-end" mt={6}>
        <TextInput
          label={say('starts')}
          type="datetime-local"
          size="sm"
          max="2299-12-31T23:59"
          value={start}
          onChange={({ currentTarget }) => setStart(currentTarget.value)}
        />
        <div style={{ width: '13rem' }}>
          <DurationInput label={say('openTime')} value={target} onChange={setTarget} />
        </div>
      </Group>
      <Text size="sm" fw={600} mt={8} role="status" mih="1.5em">
        {at !== null && !error && data?.due && say('isOver', { at: said(data.due) })}
        {error && (
          <Text span size="sm" c="dimmed" fw={400}>
            {say('tryFirst')}
          </Text>
        )}
      </Text>
    </Input.Wrapper>
  );
}
