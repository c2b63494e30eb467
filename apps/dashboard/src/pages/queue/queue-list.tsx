import { Button, Group, Text, Tooltip } from '@mantine/core';
import { IconArrowUp, IconMoodSmile } from '@tabler/icons-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { ClaimButton } from '../../parts/taking/claim-button';
import { useClaim, useMayTake } from '../../parts/taking/use-claim';
import { Empty } from '../../parts/states';
import { MoreTickets } from '../../parts/ticket-list/more-tickets';
import { useRowKeys } from '../../parts/ticket-list/row-keys';
import { useSteadyRows } from '../../parts/ticket-list/steady-rows';
import { TicketList } from '../../parts/ticket-list/ticket-list';
import type { TicketSummary } from '../../parts/ticket-list/ticket-summary';
import { useShortcut } from '../../shell/shortcuts';
import { useWords } from '../../words/words';
import type { useWaiting } from './queue-data';
import classes from './queue.module.css';
import { words } from './words';

interface Props {
  readonly name: string;
  readonly tickets: readonly TicketSummary[];
  readonly query: ReturnType<typeof useWaiting>;
  readonly bySector: boolean;
  /** How many wait, also those that this agent may not read. */
  readonly waiting: number;
  readonly filter: ReactNode;
}

const DETAILS = ['requester', 'organisation', 'channel', 'history'] as const;

/** Who waits, in the order in which they should be taken. Nothing moves under the pointer. */
export function QueueList({ name, tickets, query, bySector, waiting, filter }: Props) {
  const say = useWords(words);
  const [isHeld, hold] = useState(false);
  const { rows, arrived, show } = useSteadyRows(tickets, isHeld);
  const { list, current, move } = useRowKeys<HTMLDivElement>();
  const { claim, claiming } = useClaim();
  const mayTake = useMayTake();
  const columns = useMemo(
    () => [
      'priority' as const,
      'subject' as const,
      ...(bySector ? [] : ['sector' as const]),
      'queuedAt' as const,
      'nextClock' as const,
    ],
    [bySector],
  );
  // Its row goes: who is on it goes on with the next one.
  const claimAndMove = useCallback(
    (ticket: TicketSummary): void => {
      if (current() === ticket.id) move(1);
      if (current() === ticket.id) move(-1);
      claim(ticket);
    },
    [claim, current, move],
  );
  const action = useCallback(
    (ticket: TicketSummary, isGone: boolean) =>
      isGone ? <Gone /> : <ClaimButton ticket={ticket} claiming={claiming} onClaim={claimAndMove} />,
    [claimAndMove, claiming],
  );
  const claimCurrent = (): void => {
    const ticket = tickets.find(({ id }) => id === current());
    if (ticket && mayTake(ticket)) claimAndMove(ticket);
  };
  useShortcut('J', say('down'), () => move(1));
  useShortcut('K', say('up'), () => move(-1));
  useShortcut('C', say('claim'), tickets.some(mayTake) ? claimCurrent : null);
  return (
    <>
      <div className={classes.bar}>
        {filter}
        <div aria-live="polite">
          {arrived > 0 && (
            <Button size="compact-sm" variant="light" leftSection={<IconArrowUp size={14} />} onClick={show}>
              {say('arrived', { count: arrived })}
            </Button>
          )}
        </div>
      </div>
      <div
        ref={list}
        onPointerEnter={({ pointerType }) => hold(pointerType === 'mouse')}
        onPointerLeave={() => hold(false)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          move(event.key === 'ArrowDown' ? 1 : -1);
        }}
      >
        {rows.length > 0 ? (
          <TicketList label={say('list', { name })} rows={rows} columns={columns} details={DETAILS} action={action} />
        ) : waiting > 0 ? (
          <Empty title={say('hidden')}>{say('hiddenHelp', { count: waiting })}</Empty>
        ) : (
          <Empty icon={<IconMoodSmile size={28} stroke={1.5} aria-hidden />} title={say('empty')}>
            {say('emptyHelp')}
          </Empty>
        )}
      </div>
      <MoreTickets query={query} shown={rows.length} list={list} />
    </>
  );
}

function Gone() {
  const say = useWords(words);
  return (
    <Tooltip label={say('goneHelp')}>
      <Group h={26} px={8} justify="flex-end">
        <Text size="xs" c="dimmed">
          {say('gone')}
        </Text>
      </Group>
    </Tooltip>
  );
}
