import { Badge, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBook2, IconPlus, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../api/client';
import { ButtonLink, TextLink } from '../../parts/link';
import { Empty, Loaded, PageHead } from '../../parts/states';
import { useWords } from '../../words/words';
import { allPages } from '../settings/parts/lists';
import { useMayWrite } from './may-write';
import classes from './runbooks.module.css';
import { words } from './words';

/** `/runbooks`: what upper tiers wrote for lower ones, to be read by everybody. */
export function RunbooksPage() {
  const say = useWords(words);
  const mayWrite = useMayWrite();
  const [tier, setTier] = useState('all');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const tiers = $api.useQuery('get', '/api/v1/tiers', {}, { staleTime: 300_000 }).data?.items ?? [];
  const which = { ...(tier === 'all' ? {} : { tier: Number(tier) }), ...(q ? { q } : {}) };
  const runbooks = useQuery({
    queryKey: ['get', '/api/v1/runbooks', 'read', which],
    queryFn: ({ signal }) =>
      allPages(
        async (page) => (await api.GET('/api/v1/runbooks', { params: { query: { ...page, ...which } }, signal })).data!,
      ),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead title={say('title')}>
        {mayWrite && (
          <ButtonLink to="/runbooks/$id" params={{ id: 'new' }} leftSection={<IconPlus size={16} aria-hidden />}>
            {say('add')}
          </ButtonLink>
        )}
      </PageHead>
      <Group gap="sm" mb="md">
        <TextInput
          w={280}
          type="search"
          aria-label={say('find')}
          placeholder={say('find')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SegmentedControl
          size="xs"
          aria-label={say('tier')}
          value={tier}
          onChange={setTier}
          data={[
            { value: 'all', label: say('allTiers') },
            ...tiers.map(({ number, name }) => ({ value: String(number), label: name })),
          ]}
        />
      </Group>
      <Loaded query={runbooks}>
        {(items) => {
          const isFiltered = q !== '' || tier !== 'all';
          if (items.length === 0)
            return (
              <Empty
                icon={<IconBook2 size={28} stroke={1.5} aria-hidden />}
                title={say(isFiltered ? 'notFound' : 'none')}
              >
                {say(isFiltered ? 'notFoundHelp' : 'noneHelp')}
              </Empty>
            );
          return (
            <ul className={classes.list}>
              {items.map((runbook) => (
                <li key={runbook.id}>
                  <TextLink to="/runbooks/$id" params={{ id: runbook.id }} fw={600} c="inherit">
                    {runbook.title}
                  </TextLink>
                  {runbook.summary && <Text size="sm">{runbook.summary}</Text>}
                  <Group gap={8} mt={4}>
                    <Text size="xs" c="dimmed" className="figures">
                      {[
                        say('forTiers', { tiers: runbook.tiers.map((number) => `L${number}`).join(', ') }),
                        say('steps', { count: runbook.stepCount }),
                        ...(runbook.products.length > 0 ? [runbook.products.join(', ')] : []),
                        ...(runbook.sectors.length > 0 ? [runbook.sectors.join(', ')] : []),
                      ].join(' · ')}
                    </Text>
                    {runbook.requiredBeforeEscalation && (
                      <Badge size="sm" variant="default" tt="none" fw={500}>
                        {say('required')}
                      </Badge>
                    )}
                    {runbook.published === null && (
                      <Badge size="sm" variant="light" color="gray" tt="none" fw={500}>
                        {say('unpublished')}
                      </Badge>
                    )}
                  </Group>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </>
  );
}
