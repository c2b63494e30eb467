import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client';
import { Instant } from '../../parts/instant';
import { Empty, Loaded } from '../../parts/states';
import { useWords } from '../../words/words';
import classes from './vendor-cases.module.css';
import { CaseState, Owes } from './case-state';
import { words } from './words';

const over: readonly string[] = ['resolved', 'rejected', 'undeliverable'];

const page = async (cursor: string | null, signal: AbortSignal) => {
  const query = cursor === null ? {} : { cursor };
  const { data } = await api.GET('/api/v1/vendor-cases', { params: { query }, signal });
  return data!;
};

/** The cases, newest first: those somebody still owes something on, or all. */
export function CaseList({ chosen }: { readonly chosen: string | undefined }) {
  const say = useWords(words);
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const query = useInfiniteQuery({
    queryKey: ['get', '/api/v1/vendor-cases'],
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label={say('title')}
        value={which}
        onChange={(value) => setWhich(value as 'open' | 'all')}
        data={[
          { value: 'open', label: say('open') },
          { value: 'all', label: say('all') },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      <Loaded query={query}>
        {({ pages }) => {
          const cases = pages
            .flatMap(({ items }) => items)
            .filter(({ state }) => which === 'all' || !over.includes(state));
          return (
            <>
              {cases.length === 0 && <Empty title={say('none')}>{say('noneHelp')}</Empty>}
              <ul className={classes.list}>
                {cases.map((each) => (
                  <li key={each.id}>
                    <Link
                      to="/vendor-cases/$id"
                      params={{ id: each.id }}
                      className={classes.row}
                      aria-current={each.id === chosen ? 'true' : undefined}
                    >
                      <Group justify="space-between" gap="xs" wrap="nowrap">
                        <Text size="sm" fw={600} truncate>
                          {each.subject}
                        </Text>
                        <Text size="xs" c="dimmed">
                          <Instant at={each.updatedAt} />
                        </Text>
                      </Group>
                      <Group gap="xs">
                        <Text size="xs" c="dimmed">
                          {each.vendor.name} · {each.ticket.number} · L{each.tier}
                        </Text>
                        <CaseState state={each.state} />
                        <Owes awaits={each.awaits} dueAt={each.dueAt} />
                      </Group>
                    </Link>
                  </li>
                ))}
              </ul>
              {query.hasNextPage && (
                <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {say('more')}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </Stack>
  );
}
