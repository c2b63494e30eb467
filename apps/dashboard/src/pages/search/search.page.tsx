import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { PageHead } from '../../parts/states';
import type { Column } from '../../parts/ticket-list/column-words';
import { sorts, ticketSearch, type Sort, type TicketSearch } from '../../shell/addresses';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import { FilterBar } from './filters/filter-bar';
import { FoundList } from './found-list';
import { useCount } from './search-data';
import { SearchField } from './search-field';
import { useViews, type View } from './views/view-data';
import { ViewActions } from './views/view-actions';
import { ViewTabs } from './views/view-tabs';
import { words } from './words';

const NONE: readonly View[] = [];

/** Every ticket one may read: by view, filter and words. The address says all of it. */
export function SearchPage() {
  const say = useWords(words);
  const address = useSearch({ from: '/desk/tickets' });
  // The router keeps what an address says beyond its filters, and those that say nothing.
  const search = useMemo(() => ticketSearch(address as Readonly<Record<string, unknown>>), [address]);
  const navigate = useNavigate();
  const views = useViews().data?.items ?? NONE;
  const view = views.find(({ id }) => id === search.view);
  const go = (to: TicketSearch): void => void navigate({ to: '/tickets', search: to, replace: true });
  const set = (change: TicketSearch): void => go(withoutEmpty({ ...search, ...change }));
  return (
    <>
      <PageHead title={say('title')}>
        <ViewActions view={view} search={search} />
      </PageHead>
      <Stack gap="sm">
        <ViewTabs views={views} chosen={view?.id} isAll={Object.keys(search).length === 0} />
        <Group gap="sm">
          <SearchField q={search.q} onSearch={(q) => set({ q })} />
          <NativeSelect
            size="sm"
            aria-label={say('sort')}
            disabled={search.q !== undefined}
            value={search.q === undefined ? (search.sort ?? 'number') : 'number'}
            onChange={({ currentTarget }) => set({ sort: currentTarget.value as Sort })}
            data={sorts.map((value) => ({ value, label: say(value) }))}
          />
        </Group>
        <FilterBar
          key={search.view ?? ''}
          filters={search}
          onChange={(field, value) => set({ [field]: value })}
          onClear={() => go({ ...(search.q !== undefined && { q: search.q }) })}
        />
        <Said search={search} />
      </Stack>
      <FoundList search={search} columns={columnsOf(view)} />
    </>
  );
}

/** How many fit, and what the order leaves out. */
function Said({ search }: { readonly search: TicketSearch }) {
  const say = useWords(words);
  const formats = useFormats();
  const { data } = useCount(search);
  const sort = search.q === undefined ? search.sort : undefined;
  const narrowed =
    sort === 'waiting' ? say('onlyQueued') : sort === 'due' || sort === 'priority' ? say('onlyOpen') : null;
  const found =
    data &&
    say(data.atLeast ? 'foundMany' : 'found', { count: data.atLeast ? formats.number(data.count) : data.count });
  return (
    <Text size="sm" c="dimmed" className="figures" role="status" mih="1.4em">
      {[found, narrowed].filter(Boolean).join(' · ')}
    </Text>
  );
}

/** What is said within the ticket's own cell needs no column. */
const WITHIN: readonly Column[] = ['number', 'subject', 'requester', 'organisation', 'bounces', 'priority'];
const USUAL: readonly Column[] = ['priority', 'subject', 'state', 'assignee', 'nextClock', 'updatedAt'];

const columnsOf = (view: View | undefined): readonly Column[] =>
  view ? ['priority', 'subject', ...view.columns.filter((column) => !WITHIN.includes(column))] : USUAL;

function withoutEmpty(search: TicketSearch): TicketSearch {
  const { sort, view, ...filters } = search;
  return {
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== '')),
    ...(sort && sort !== 'number' && { sort }),
    ...(view && { view }),
  };
}
