import { ActionIcon, Anchor, Button, Group, Input, MultiSelect, Select, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { useFormats } from '../../../words/formats';
import { useLanguage, useWords } from '../../../words/words';
import { useCountryName } from './calendar-data';
import type { CalendarForm, Country } from './calendar-form';
import { holidayTypes } from './calendar-spec';
import { dateSaid } from './hours-said';
import { words } from './words';

/** Whose holidays are closed days. */
export function CountryFields({ form }: { readonly form: UseFormReturnType<CalendarForm> }) {
  const say = useWords(words);
  const formats = useFormats();
  const nameOf = useCountryName();
  const { countries } = form.getValues();
  const { data } = $api.useQuery('get', '/api/v1/sla/holidays/countries', {});
  const all = (data?.items ?? [])
    .map(({ code }) => ({ value: code, label: nameOf(code) }))
    .toSorted((one, other) => formats.compare(one.label, other.label));
  const set = (at: number, change: Partial<Country>): void => {
    form.setFieldValue(
      'countries',
      countries.map((each, index) => (index === at ? { ...each, ...change } : each)),
    );
    for (const field of Object.keys(change)) form.clearFieldError(`countries.${at}.${field}`);
  };
  return (
    <Input.Wrapper
      label={say('countries')}
      description={say('countriesHelp')}
      error={form.errors.countries}
      labelElement="div"
    >
      <Stack gap="sm" mt={6} align="stretch">
        {countries.map(({ country, region, types }, at) => (
          <div key={at}>
            <Group gap={6} align="flex-end">
              <Select
                label={say('country')}
                size="xs"
                searchable
                allowDeselect={false}
                data={all}
                value={country || null}
                error={form.errors[`countries.${at}.country`]}
                onChange={(code) => set(at, { country: code ?? '', region: '' })}
                style={{ flex: '1 1 9rem' }}
              />
              <Regions
                country={country}
                value={region}
                error={form.errors[`countries.${at}.region`]}
                onChange={(code) => set(at, { region: code })}
              />
              <MultiSelect
                label={say('types')}
                size="xs"
                data={holidayTypes.map((value) => ({ value, label: say(value) }))}
                value={[...types]}
                error={form.errors[`countries.${at}.types`]}
                onChange={(chosen) => set(at, { types: chosen })}
                style={{ flex: '2 1 11rem' }}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={30}
                aria-label={say('removeCountry', { name: nameOf(country) || say('country') })}
                onClick={() =>
                  form.setFieldValue(
                    'countries',
                    countries.filter((_, index) => index !== at),
                  )
                }
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
            {country !== '' && types.length > 0 && <DaysOf country={country} region={region} types={types} />}
          </div>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() =>
            form.setFieldValue('countries', [...countries, { country: '', region: '', types: ['public'] }])
          }
        >
          {say('addCountry')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

interface RegionsProps {
  readonly country: string;
  readonly value: string;
  readonly error?: React.ReactNode;
  readonly onChange: (region: string) => void;
}

function Regions({ country, value, error, onChange }: RegionsProps) {
  const say = useWords(words);
  const params = { path: { country } };
  const { data } = $api.useQuery(
    'get',
    '/api/v1/sla/holidays/countries/{country}',
    { params },
    { enabled: country !== '' },
  );
  const regions = (data?.regions ?? []).map(({ code, name }) => ({ value: code, label: name }));
  if (regions.length === 0 && !error) return null;
  return (
    <Select
      label={say('region')}
      size="xs"
      searchable
      allowDeselect={false}
      data={[{ value: '', label: say('wholeCountry') }, ...regions]}
      value={value}
      error={error}
      onChange={(code) => onChange(code ?? '')}
      style={{ flex: '1 1 9rem' }}
    />
  );
}

/** Which days these are: those of next year, as an example. */
function DaysOf({ country, region, types }: Country) {
  const say = useWords(words);
  const language = useLanguage();
  const [isOpen, open] = useState(false);
  const year = new Date().getFullYear() + 1;
  const query = { year, types: types.join(','), ...(region && { region }) };
  const params = { path: { country }, query };
  const { data } = $api.useQuery('get', '/api/v1/sla/holidays/countries/{country}/days', { params }, { retry: false });
  if (!data) return null;
  const closed = data.items.filter(({ wholeDay }) => wholeDay);
  return (
    <Text component="div" size="xs" c="dimmed" mt={4}>
      {say('daysOf', { count: new Set(closed.map(({ date }) => date)).size, year: String(year) })}
      {data.items.length > 0 && !isOpen && (
        <>
          {' · '}
          <Anchor component="button" type="button" inherit underline="always" onClick={() => open(true)}>
            {say('showDays')}
          </Anchor>
        </>
      )}
      {isOpen && (
        <ul style={{ margin: '4px 0 0', paddingInlineStart: '1.1rem', columns: '15rem' }}>
          {data.items.map(({ date, name, wholeDay, type }) => (
            <li key={date + name + type} style={{ breakInside: 'avoid' }}>
              {dateSaid(date, language)}: {name}
              {!wholeDay && ` (${say('halfDay')})`}
            </li>
          ))}
        </ul>
      )}
    </Text>
  );
}
