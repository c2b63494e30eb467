import { Box } from '@mantine/core';
import { Empty, Loaded, LoadingRows } from '../../parts/states';
import type { Column } from '../../parts/ticket-list/column-words';
import { MoreTickets } from '../../parts/ticket-list/more-tickets';
import { useRowKeys } from '../../parts/ticket-list/row-keys';
import { allThere, TicketList } from '../../parts/ticket-list/ticket-list';
import type { TicketSearch } from '../../shell/addresses';
import { useShortcut } from '../../shell/shortcuts';
import { useWords } from '../../words/words';
import { useFound } from './search-data';
import { words } from './words';

interface Props {
  readonly search: TicketSearch;
  readonly columns: readonly Column[];
}

/** What fits, page after page. */
export function FoundList({ search, columns }: Props) {
  const say = useWords(words);
  const query = useFound(search);
  const { list, move } = useRowKeys<HTMLDivElement>();
  useShortcut('J', say('down'), () => move(1));
  useShortcut('K', say('up'), () => move(-1));
  return (
    <Loaded query={query} loading={<LoadingRows height={52} />}>
      {(tickets) =>
        tickets.length === 0 ? (
          <Empty title={say('none')}>{say('noneHelp')}</Empty>
        ) : (
          <Box ref={list} aria-busy={query.isPlaceholderData} opacity={query.isPlaceholderData ? 0.6 : 1}>
            <TicketList
              label={say('list')}
              rows={allThere(tickets)}
              columns={columns}
              details={[
                'requester',
                'organisation',
                ...(columns.includes('state') ? [] : (['state'] as const)),
                'history',
              ]}
            />
            <MoreTickets query={query} shown={tickets.length} list={list} />
          </Box>
        )
      }
    </Loaded>
  );
}
