import { Button, Text } from '@mantine/core';
import { Loaded } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { ItemTable, type Column } from '../parts/item-table';
import type { Pages } from './customer-data';
import { words } from './words';

interface RecordListProps<Entry> {
  readonly label: string;
  readonly query: Pages<Entry>;
  readonly isSearched?: boolean;
  readonly nameOf: (entry: Entry) => string;
  readonly columns: readonly Column<Entry>[];
  readonly onEdit: (entry: Entry) => void;
}

/** Records of customers, a page at a time. */
export function RecordList<Entry extends { readonly id: string }>(props: RecordListProps<Entry>) {
  const { label, query, isSearched = false, nameOf, columns, onEdit } = props;
  const say = useWords(words);
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0)
          return (
            <Text size="sm" c="dimmed" role="status">
              {say(isSearched ? 'nothing' : 'none')}
            </Text>
          );
        return (
          <>
            <ItemTable<Entry>
              label={label}
              items={items}
              keyOf={({ id }) => id}
              nameOf={nameOf}
              columns={columns}
              onEdit={onEdit}
            />
            {query.hasNextPage && (
              <Button
                variant="subtle"
                size="compact-sm"
                mt="xs"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {say('more')}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
