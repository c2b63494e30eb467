import { Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words';
import { NextClockCell } from '../next-clock';
import { PriorityBadge } from '../priority-badge';
import { Instant } from '../instant';
import { defineWords } from '../../words/words';
import { ColumnCell } from './column-cell';
import { columnWords, type Column } from './column-words';
import type { SteadyRow } from './steady-rows';
import { TicketCell, type Detail } from './ticket-cell';
import classes from './ticket-list.module.css';
import type { TicketSummary } from './ticket-summary';
import { useVisitors } from './use-presence';

const words = defineWords({
  en: { actions: 'Actions' },
  ru: { actions: 'Действия' },
  ko: { actions: '작업' },
});

interface Props {
  /** What the list is, for who does not see it. */
  readonly label: string;
  readonly rows: readonly SteadyRow<TicketSummary>[];
  readonly columns: readonly Column[];
  /** What stands below the subject. */
  readonly details: readonly Detail[];
  readonly action?: (ticket: TicketSummary, isGone: boolean) => ReactNode;
}

/** Columns that need no more room than their text. */
const BROAD: readonly Column[] = ['subject', 'where', 'organisation', 'requester', 'tags'];

/** Tickets as a table; on a narrow screen as cards. */
export function TicketList(props: Props) {
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return isNarrow ? <Cards {...props} /> : <Rows {...props} />;
}

/** Lists that keep nothing in place: every row is there. */
export const allThere = (tickets: readonly TicketSummary[]): SteadyRow<TicketSummary>[] =>
  tickets.map((row) => ({ row, isGone: false }));

function Rows({ label, rows, columns, details, action }: Props) {
  const say = useWords(words);
  const sayColumn = useWords(columnWords);
  const visitorsOf = useVisitors();
  return (
    <Table.ScrollContainer minWidth={500} type="native">
      <Table className={classes.table} aria-label={label} verticalSpacing={7} horizontalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} className={widthOf(column)} scope="col">
                {sayColumn(column)}
              </Table.Th>
            ))}
            {action && <Table.Th className={classes.narrow} aria-label={say('actions')} />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ row, isGone }) => (
            <Table.Tr key={row.id} data-ticket={row.id} data-gone={isGone || undefined}>
              {columns.map((column) => (
                <Table.Td key={column} className={`${widthOf(column)} ${classes.cell}`}>
                  {column === 'subject' ? (
                    <TicketCell ticket={row} details={details} visitors={visitorsOf(row.id)} isOver={isGone} />
                  ) : (
                    <ColumnCell column={column} ticket={row} />
                  )}
                </Table.Td>
              ))}
              {action && (
                <Table.Td className={`${classes.narrow} ${classes.action}`} align="right">
                  {action(row, isGone)}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const widthOf = (column: Column): string | undefined =>
  column === 'subject' ? classes.wide : BROAD.includes(column) ? undefined : classes.narrow;

function Cards({ label, rows, columns, details, action }: Props) {
  const sayColumn = useWords(columnWords);
  const visitorsOf = useVisitors();
  const since = columns.includes('queuedAt') ? 'queuedAt' : 'updatedAt';
  return (
    <ul className={classes.cards} aria-label={label}>
      {rows.map(({ row, isGone }) => (
        <li key={row.id} className={classes.card} data-ticket={row.id} data-gone={isGone || undefined}>
          <div className={classes.cardHead}>
            <PriorityBadge priority={row.priority} />
            {row.nextClock && <NextClockCell clock={row.nextClock} inline />}
          </div>
          <TicketCell ticket={row} details={details} visitors={visitorsOf(row.id)} isOver={isGone} />
          <div className={classes.cardFoot}>
            <span className={classes.meta} style={{ columnGap: '0.3rem' }}>
              {row[since] && (
                <>
                  {sayColumn(since)} <Instant at={row[since]} />
                </>
              )}
            </span>
            {action && (
              <span className={classes.action} style={{ marginInlineStart: 'auto' }}>
                {action(row, isGone)}
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
