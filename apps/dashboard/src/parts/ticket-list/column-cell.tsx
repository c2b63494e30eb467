import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import { Instant } from '../instant';
import { NextClockCell } from '../next-clock';
import { Person } from '../person';
import { PriorityBadge } from '../priority-badge';
import { useSectorName } from '../sector';
import { channelWords, entitlementWords, stateWords } from '../state-words';
import { useWhere } from '../where';
import type { Column } from './column-words';
import type { TicketSummary } from './ticket-summary';

/** One field of a ticket in a table; the subject has a cell of its own. */
export function ColumnCell({
  column,
  ticket,
}: {
  readonly column: Exclude<Column, 'subject'>;
  readonly ticket: TicketSummary;
}) {
  const sayState = useWords(stateWords);
  const sayChannel = useWords(channelWords);
  const sayEntitlement = useWords(entitlementWords);
  const sectorName = useSectorName();
  const formats = useFormats();
  const whereIs = useWhere();
  switch (column) {
    case 'priority':
      return <PriorityBadge priority={ticket.priority} />;
    case 'nextClock':
      return <NextClockCell clock={ticket.nextClock} />;
    case 'assignee':
      return ticket.assignee ? <Person name={ticket.assignee.name} size="xs" /> : <Plain>–</Plain>;
    case 'createdAt':
    case 'updatedAt':
    case 'queuedAt':
    case 'resolvedAt': {
      const at = ticket[column];
      return <Plain>{at ? <Instant at={at} /> : '–'}</Plain>;
    }
    case 'number':
      return <Plain>{ticket.number}</Plain>;
    case 'state':
      return <Plain>{sayState(ticket.state)}</Plain>;
    case 'tier':
      return <Plain>{ticket.tier === null ? '–' : `L${ticket.tier}`}</Plain>;
    case 'sector':
      return <Plain>{ticket.sector === null ? '–' : sectorName(ticket.sector)}</Plain>;
    case 'team':
      return <Plain>{ticket.team?.name ?? '–'}</Plain>;
    case 'requester':
      return <Plain>{ticket.requester.name ?? ticket.requester.email}</Plain>;
    case 'organisation':
      return <Plain>{ticket.organisation?.name ?? '–'}</Plain>;
    case 'channel':
      return <Plain>{sayChannel(ticket.channel)}</Plain>;
    case 'language':
      return <Plain>{ticket.language ?? '–'}</Plain>;
    case 'product':
      return <Plain>{ticket.product ?? '–'}</Plain>;
    case 'asset':
      return <Plain>{ticket.assetTag ?? '–'}</Plain>;
    case 'entitlement':
      return <Plain>{ticket.entitlement ? sayEntitlement(ticket.entitlement) : '–'}</Plain>;
    case 'tags':
      return <Plain>{ticket.tags.join(', ') || '–'}</Plain>;
    case 'bounces':
      return <Plain>{formats.number(ticket.bounces)}</Plain>;
    case 'where':
      return <Plain>{whereIs(ticket)}</Plain>;
  }
}

const Plain = ({ children }: { readonly children: ReactNode }) => (
  <Text
    size="sm"
    component="span"
    className="figures"
    lineClamp={2}
    title={typeof children === 'string' && children.length > SHORT ? children : undefined}
  >
    {children}
  </Text>
);

/** What fits beside everything else is said once. */
const SHORT = 30;
