import { Button, Group, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { useWords } from '../../../words/words';
import { TicketLine } from '../side/context.panel';
import classes from '../side/lines.module.css';
import { Panel } from '../side/panel';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { AnswerAll } from './answer-all';
import { BulkProgress } from './bulk-progress';
import { incidentWords } from './words';

/** What this ticket is part of, and its own parts with one answer for all of them. */
export function IncidentPanel() {
  const say = useWords(incidentWords);
  const { ticket, may } = useDesk();
  const changed = useTicketChanged();
  const params = { path: { id: ticket.id } };
  const { data } = $api.useQuery('get', '/api/v1/tickets/{id}/links', { params });
  const [isAnswering, setAnswering] = useState(false);
  // How far the last one is can be looked at until it is put away, also after the page was left.
  const [bulk, setBulk, putAway] = useLocalStorage<string | null>({
    key: `tierline-bulk:${ticket.id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const [isSent, setSent] = useState(false);
  const unlink = $api.useMutation('post', '/api/v1/tickets/{id}/unlink', {
    onSuccess: () => void changed(ticket.id),
  });
  if (!data || (!data.parent && data.children.length === 0 && data.unreadable === 0)) return null;
  return (
    <Panel
      title={say('incident')}
      right={
        data.children.length > 0 &&
        may.has('reply') &&
        !isAnswering && (
          <Button variant="subtle" size="compact-xs" onClick={() => setAnswering(true)}>
            {say('answerAll')}
          </Button>
        )
      }
    >
      {data.parent && (
        <>
          <Text size="xs" c="dimmed">
            {say('partOf')}
          </Text>
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
            <TicketLine ticket={data.parent} />
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              flex="none"
              loading={unlink.isPending}
              onClick={() => unlink.mutate({ params, body: {} })}
            >
              {say('unlink')}
            </Button>
          </Group>
        </>
      )}
      {isAnswering && (
        <AnswerAll
          onSent={(id) => {
            setBulk(id);
            setSent(true);
            setAnswering(false);
          }}
          onClose={() => setAnswering(false)}
        />
      )}
      {bulk !== null && !isAnswering && (
        <BulkProgress
          id={bulk}
          isNew={isSent}
          onClose={() => {
            setSent(false);
            putAway();
          }}
        />
      )}
      {bulk === null && data.children.length > 0 && (
        <>
          <Text size="xs" c="dimmed">
            {say('parts', { count: data.children.length })}
          </Text>
          <ul className={classes.lines}>
            {data.children.map((child) => (
              <li key={child.id}>
                <TicketLine ticket={child} />
              </li>
            ))}
          </ul>
        </>
      )}
      {data.unreadable > 0 && (
        <Text size="xs" c="dimmed">
          {say('unreadable', { count: data.unreadable })}
        </Text>
      )}
      <ActionProblem error={unlink.error} />
    </Panel>
  );
}
