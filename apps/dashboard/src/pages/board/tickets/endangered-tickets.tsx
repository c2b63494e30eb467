import { Badge, Text } from '@mantine/core';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { TextLink } from '../../../parts/link';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useSteadyRows } from '../../../parts/ticket-list/steady-rows';
import { TicketList } from '../../../parts/ticket-list/ticket-list';
import type { TicketSummary } from '../../../parts/ticket-list/ticket-summary';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { Section } from '../section';
import { AssignMenu } from './assign-menu';
import { words } from './words';

const SHOWN = 12;

/** The tickets whose promises are broken, then those that have little time left; each may be given to somebody else. */
export function EndangeredTickets() {
  return (
    <>
      <Tickets kind="broken" />
      <Tickets kind="risk" />
    </>
  );
}

function Tickets({ kind }: { readonly kind: 'broken' | 'risk' }) {
  const say = useWords(words);
  const formats = useFormats();
  const filter = kind === 'broken' ? ({ breached: 'true' } as const) : ({ breached: 'false', atRisk: 'true' } as const);
  const query = $api.useQuery('get', '/api/v1/tickets', {
    params: { query: { ...filter, sort: 'due', limit: SHOWN } },
  });
  const count = query.data?.items.length ?? 0;
  const hasMore = Boolean(query.data?.nextCursor);
  return (
    <Section
      title={say(kind)}
      aside={
        count > 0 && (
          <Badge size="sm" variant="light" color={kind === 'broken' ? 'red' : 'orange'} className="figures">
            {formats.number(count) + (hasMore ? '+' : '')}
          </Badge>
        )
      }
      action={
        hasMore && (
          <TextLink
            to="/tickets"
            search={{ ...filter, sort: 'due' }}
            size="sm"
            aria-label={say(kind === 'broken' ? 'allBroken' : 'allRisk')}
          >
            {say('all')}
          </TextLink>
        )
      }
    >
      <Loaded query={query} loading={<LoadingRows rows={3} />}>
        {({ items }) => <Rows label={say(kind)} none={say(kind === 'broken' ? 'none' : 'noRisk')} tickets={items} />}
      </Loaded>
    </Section>
  );
}

interface RowsProps {
  readonly label: string;
  readonly none: string;
  readonly tickets: readonly TicketSummary[];
}

/* Nothing moves under the pointer of who is about to choose. */
function Rows({ label, none, tickets }: RowsProps) {
  const [isHeld, hold] = useState(false);
  const { rows } = useSteadyRows(tickets, isHeld);
  return (
    <div onPointerEnter={({ pointerType }) => hold(pointerType === 'mouse')} onPointerLeave={() => hold(false)}>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <TicketList
          label={label}
          rows={rows}
          columns={['priority', 'subject', 'tier', 'nextClock']}
          details={['where', 'organisation', 'history']}
          actionWidth="8.5rem"
          action={(ticket, isGone) => !isGone && <AssignMenu ticket={ticket} />}
        />
      )}
    </div>
  );
}
