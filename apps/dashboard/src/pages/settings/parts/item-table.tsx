import { ActionIcon, Group, Table, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Clamped } from '../../../parts/clamped';
import { useWords } from '../../../words/words';
import classes from './item-table.module.css';
import { words } from './words';

export interface Column<Item> {
  readonly head: string;
  readonly cell: (item: Item) => ReactNode;
  readonly align?: 'right';
  readonly width?: string;
}

interface ItemTableProps<Item> {
  /** What is listed, for who cannot see it. */
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly nameOf: (item: Item) => string;
  /** The first says what it is. */
  readonly columns: readonly Column<Item>[];
  readonly isDimmed?: (item: Item) => boolean;
  readonly onEdit?: ((item: Item) => void) | undefined;
  readonly onRemove?: ((item: Item) => void) | undefined;
  /** Before the pencil and the bin. */
  readonly actions?: (item: Item) => ReactNode;
}

/** What a section holds, a line each; on narrow screens a card each. */
export function ItemTable<Item>(props: ItemTableProps<Item>) {
  const { label, items, keyOf, nameOf, columns, isDimmed, onEdit, onRemove, actions } = props;
  const say = useWords(words);
  const hasActions = onEdit !== undefined || onRemove !== undefined || actions !== undefined;
  return (
    <Table className={classes.table ?? ''} verticalSpacing={8} aria-label={label} role="table">
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {columns.map(({ head, align, width }) => (
            <Table.Th key={head} role="columnheader" scope="col" ta={align ?? 'left'} w={width}>
              {head}
            </Table.Th>
          ))}
          {hasActions && (
            <Table.Th role="columnheader" scope="col" aria-label={say('actions')} className={classes.actions ?? ''} />
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {items.map((item) => (
          <Table.Tr key={keyOf(item)} role="row" data-dimmed={isDimmed?.(item) || undefined}>
            {columns.map(({ head, cell, align }) => (
              <Table.Td key={head} role="cell" data-head={head} ta={align ?? 'left'}>
                {inFewLines(cell(item))}
              </Table.Td>
            ))}
            {hasActions && (
              <Table.Td role="cell" className={classes.actions ?? ''}>
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  {actions?.(item)}
                  {onEdit && (
                    <Act label={say('edit', { name: nameOf(item) })} onClick={() => onEdit(item)}>
                      <IconPencil size={16} />
                    </Act>
                  )}
                  {onRemove && (
                    <Act label={say('remove', { name: nameOf(item) })} onClick={() => onRemove(item)}>
                      <IconTrash size={16} />
                    </Act>
                  )}
                </Group>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** What is only text is never the longest thing of its line. */
const inFewLines = (content: ReactNode): ReactNode =>
  typeof content === 'string' ? <Clamped lines={3}>{content}</Clamped> : content;

interface ActProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** One small action of a line, named by its tooltip. */
export function Act({ label, onClick, children }: ActProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
