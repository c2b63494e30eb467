import { Anchor, Badge, Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { Instant } from '../../../parts/instant';
import { Empty, Loaded } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { ItemTable } from '../parts/item-table';
import { allPages } from '../parts/lists';
import { SectionHead } from '../parts/section-head';
import { sectionWords } from '../sections';
import type { RunbookLine } from './runbook-data';
import { RunbookEditor } from './runbook-editor';
import { runbookWords } from './runbook-words';

/** The runbooks: which there are, and one of them to be written. */
export function RunbooksSection() {
  const say = useWords(runbookWords);
  const name = useWords(sectionWords);
  const [open, setOpen] = useState<string | null>(null);
  const [archived, setArchived] = useState(false);
  const runbooks = useQuery({
    queryKey: ['get', '/api/v1/runbooks', 'all', archived],
    queryFn: ({ signal }) =>
      allPages(
        async (query) =>
          (
            await api.GET('/api/v1/runbooks', {
              params: { query: { ...query, archived: String(archived) as 'true' | 'false' } },
              signal,
            })
          ).data!,
      ),
  });
  if (open === 'new') return <RunbookEditor runbook={null} onOpen={setOpen} onClose={() => setOpen(null)} />;
  if (open !== null) return <OpenRunbook id={open} onClose={() => setOpen(null)} />;
  return (
    <>
      <SectionHead title={name('runbooks')} help={say('intro')}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {say('add')}
        </Button>
      </SectionHead>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label={say('state')}
        value={archived ? 'archived' : 'active'}
        onChange={(value) => setArchived(value === 'archived')}
        data={(['active', 'archived'] as const).map((value) => ({ value, label: say(value) }))}
      />
      <Loaded query={runbooks}>
        {(items) => {
          const shown = items.filter(({ archivedAt }) => (archivedAt !== null) === archived);
          if (shown.length === 0)
            return (
              <Empty title={say(archived ? 'emptyArchived' : 'empty')}>{archived ? null : say('emptyHelp')}</Empty>
            );
          return <Lines items={shown} onOpen={setOpen} />;
        }}
      </Loaded>
    </>
  );
}

function Lines({ items, onOpen }: { readonly items: readonly RunbookLine[]; readonly onOpen: (id: string) => void }) {
  const say = useWords(runbookWords);
  const state = ({ published, draft }: RunbookLine) => {
    if (published === null)
      return (
        <Badge variant="light" color="gray" tt="none">
          {say('draft')}
        </Badge>
      );
    return draft === null ? say('version', { version: published }) : say('draftOf', { version: published, draft });
  };
  return (
    <ItemTable
      label={say('list')}
      items={items}
      keyOf={({ id }) => id}
      nameOf={({ title }) => title}
      columns={[
        {
          head: say('title'),
          cell: ({ id, title }) => (
            <Anchor component="button" type="button" size="sm" ta="start" onClick={() => onOpen(id)}>
              {title}
            </Anchor>
          ),
        },
        { head: say('tiers'), cell: ({ tiers }) => tiers.map((tier) => `L${tier}`).join(', '), width: '6rem' },
        { head: say('steps'), cell: ({ stepCount }) => stepCount, width: '5rem' },
        { head: say('state'), cell: state, width: '12rem' },
        { head: say('changed'), cell: ({ changedAt }) => <Instant at={changedAt} />, width: '9rem' },
      ]}
      onEdit={({ id }) => onOpen(id)}
    />
  );
}

function OpenRunbook({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const runbook = $api.useQuery('get', '/api/v1/runbooks/{id}', { params: { path: { id } } });
  return (
    <>
      <Loaded query={runbook}>{(data) => <RunbookEditor key={data.id} runbook={data} onClose={onClose} />}</Loaded>
    </>
  );
}
