import { Text } from '@mantine/core';
import { IconCoffee } from '@tabler/icons-react';
import { $api } from '../../api/client';
import { Empty, Loaded, LoadingRows } from '../../parts/states';
import { TakeNextButton } from '../../parts/taking/take-next-button';
import { allThere, TicketList } from '../../parts/ticket-list/ticket-list';
import type { TicketSummary } from '../../parts/ticket-list/ticket-summary';
import { useWords } from '../../words/words';
import { DueSoon } from './due-soon';
import { HELD } from './held';
import { Section } from './section';
import { words } from './words';

/** Everything that this agent holds, what is due soonest first. */
export const useMyTickets = () =>
  $api.useQuery('get', '/api/v1/tickets', {
    params: { query: { assignee: 'me', state: HELD, sort: 'due', limit: 100 } },
  });

/** What this agent holds: what came back from its customer first, then what is worked on, then what waits for others. */
export function MyTickets() {
  const say = useWords(words);
  const query = useMyTickets();
  const answered = useAnswered();
  return (
    <Loaded query={query} loading={<LoadingRows height={52} />}>
      {({ items }) => {
        const worked = items.filter(({ state }) => state === 'in_progress');
        const back = worked.filter(({ id }) => answered.has(id));
        const hands = worked.filter(({ id }) => !answered.has(id));
        const waits = items.filter(({ state }) => state !== 'in_progress');
        return (
          <>
            {back.length > 0 && (
              <Section title={say('back')} count={back.length}>
                <Tickets label={say('back')} tickets={back} />
              </Section>
            )}
            <Section title={say('hands')} count={hands.length}>
              {hands.length > 0 ? (
                <Tickets label={say('hands')} tickets={hands} />
              ) : (
                back.length === 0 && (
                  <Empty icon={<IconCoffee size={28} stroke={1.5} aria-hidden />} title={say('nothing')}>
                    {say('nothingHelp')}
                    <div style={{ marginTop: 12 }}>
                      <TakeNextButton size="md" />
                    </div>
                  </Empty>
                )
              )}
            </Section>
            <Section title={say('waits')} count={waits.length}>
              {waits.length > 0 ? (
                <Tickets label={say('waits')} tickets={waits} state />
              ) : (
                <Text size="sm" c="dimmed">
                  {say('noOthers')}
                </Text>
              )}
            </Section>
            {worked.length === 0 && <DueSoon />}
          </>
        );
      }}
    </Loaded>
  );
}

/** The tickets whose customers wrote something that this agent has not read. */
function useAnswered(): ReadonlySet<string> {
  const { data } = $api.useQuery('get', '/api/v1/desk/inbox', {
    params: { query: { kind: 'customer-replied', unread: 'only', limit: 100 } },
  });
  return new Set(data?.items.map(({ ticket }) => ticket.id));
}

interface TicketsProps {
  readonly label: string;
  readonly tickets: readonly TicketSummary[];
  readonly state?: boolean;
}

const Tickets = ({ label, tickets, state = false }: TicketsProps) => (
  <TicketList
    label={label}
    rows={allThere(tickets)}
    columns={['priority', 'subject', 'nextClock']}
    details={state ? ['state', 'requester', 'organisation', 'history'] : ['requester', 'organisation', 'history']}
  />
);
