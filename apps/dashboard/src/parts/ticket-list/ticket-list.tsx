import { Table, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { memo, type ReactNode } from 'react';
import { NextClockCell } from '../next-clock';
import { PriorityBadge } from '../priority-badge';
import { Instant } from '../instant';
import { stateWords } from '../state-words';
import { defineWords, useWords } from '../../words/words';
import { ColumnCell } from './column-cell';
import { columnWords, type Column } from './column-words';
import type { SteadyRow } from './steady-rows';
import { TicketCell, type Detail } from './ticket-cell';
import classes from './ticket-list.module.css';
import type { TicketSummary } from './ticket-summary';
import { useVisitors, type Visitor } from './use-presence';

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
  /** How broad the column of the action is. */
  readonly actionWidth?: string;
}

/** How broad each column is, so that lists below each other line up; the ticket itself takes what is left. */
const WIDTHS: Readonly<Record<Column, string | undefined>> = {
  priority: '3.4rem',
  number: '5rem',
  subject: undefined,
  state: '10.5rem',
  tier: '4rem',
  sector: '12.5rem',
  team: '9rem',
  assignee: '9.5rem',
  requester: '10rem',
  organisation: '12rem',
  channel: '7rem',
  language: '5rem',
  product: '6rem',
  asset: '8rem',
  entitlement: '9rem',
  tags: '9rem',
  bounces: '5.5rem',
  nextClock: '14.5rem',
  where: '15rem',
  createdAt: '7.5rem',
  updatedAt: '7.5rem',
  queuedAt: '7.5rem',
  resolvedAt: '7.5rem',
};
const ACTION = '6rem';
/** What the ticket itself needs. */
const LEAST = 240;
const REM = 16;

/** Tickets as a table; on a narrow screen as cards. */
export function TicketList(props: Props) {
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return isNarrow ? <Cards {...props} /> : <Rows {...props} />;
}

/** Lists that keep nothing in place: every row is there. */
export const allThere = (tickets: readonly TicketSummary[]): SteadyRow<TicketSummary>[] =>
  tickets.map((row) => ({ row, isGone: false }));

function Rows({ label, rows, columns, details, action, actionWidth = ACTION }: Props) {
  const say = useWords(words);
  const sayColumn = useWords(columnWords);
  const visitorsOf = useVisitors();
  return (
    <Table.ScrollContainer minWidth={leastOf(columns)} type="native">
      <Table className={classes.table} aria-label={label} verticalSpacing={7} horizontalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} w={WIDTHS[column]} scope="col">
                {column === 'priority' ? <VisuallyHidden>{sayColumn(column)}</VisuallyHidden> : sayColumn(column)}
              </Table.Th>
            ))}
            {action && (
              <Table.Th w={actionWidth} scope="col">
                <VisuallyHidden>{say('actions')}</VisuallyHidden>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ row, isGone }) => (
            <RowOf
              key={row.id}
              row={row}
              isGone={isGone}
              columns={columns}
              details={details}
              visitors={visitorsOf(row.id)}
              action={action}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps extends Pick<Props, 'columns' | 'details'> {
  readonly row: TicketSummary;
  readonly isGone: boolean;
  readonly visitors: readonly Visitor[];
  readonly action: Props['action'];
}

/** Drawn anew only when something on it changed: a list may have hundreds. */
const RowOf = memo(function RowOf({ row, isGone, columns, details, visitors, action }: RowProps) {
  return (
    <Table.Tr data-ticket={row.id} data-gone={isGone || undefined}>
      {columns.map((column) => (
        <Table.Td key={column} className={classes.cell}>
          {column === 'subject' ? (
            <TicketCell ticket={row} details={details} visitors={visitors} isOver={isGone} />
          ) : (
            <ColumnCell column={column} ticket={row} />
          )}
        </Table.Td>
      ))}
      {action && (
        <Table.Td className={classes.action} align="right">
          {action(row, isGone)}
        </Table.Td>
      )}
    </Table.Tr>
  );
});

const leastOf = (columns: readonly Column[]): number =>
  columns.reduce((sum, column) => sum + Number.parseFloat(WIDTHS[column] ?? '0') * REM, LEAST);

function Cards({ label, rows, columns, details, action }: Props) {
  const sayColumn = useWords(columnWords);
  const visitorsOf = useVisitors();
  const sayState = useWords(stateWords);
  const since = (['queuedAt', 'updatedAt', 'createdAt', 'resolvedAt'] as const).find((column) =>
    columns.includes(column),
  );
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
            <span className={classes.meta}>
              {columns.includes('state') && <span>{sayState(row.state)}</span>}
              {since && row[since] && (
                <span>
                  {sayColumn(since)} <Instant at={row[since]} />
                </span>
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
