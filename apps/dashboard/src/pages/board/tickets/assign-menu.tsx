import { Button, Menu, ScrollArea, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { tellFailure } from '../../../parts/tell-failure';
import type { TicketSummary } from '../../../parts/ticket-list/ticket-summary';
import { useWords } from '../../../words/words';
import { AgentChoice } from './agent-choice';
import { useColleagues } from './colleagues';
import { words } from './words';

/** Gives a ticket to whoever works at its tier. What waits for somebody outside cannot be given to anybody. */
export function AssignMenu({ ticket }: { readonly ticket: TicketSummary }) {
  const say = useWords(words);
  const client = useQueryClient();
  const { id, number, state, version, tier, assignee } = ticket;
  const { mutateAsync, isPending } = $api.useMutation('post', '/api/v1/tickets/{id}/assign', {
    onSuccess: ({ assignee: now }) => {
      if (now) notifications.show({ message: say('assigned', { number, name: now.name }), color: 'green' });
    },
    // Whether it went through or somebody was faster: what is shown is no longer so.
    onSettled: () => client.invalidateQueries({ queryKey: ['get', '/api/v1/tickets'] }),
  });
  const assign = async (agentId: string): Promise<void> => {
    const give = (expectedVersion: number) =>
      mutateAsync({ params: { path: { id } }, body: { agentId, expectedVersion } });
    const shown = $api.queryOptions('get', '/api/v1/tickets/{idOrNumber}', { params: { path: { idOrNumber: id } } });
    try {
      await give(version).catch(async (error: unknown) => {
        if (!(error instanceof Problem) || error.code !== 'ticket.stale-version') throw error;
        // A warning or a note on it is no reason to ask twice: what decides is where it is, and who has it.
        const now = await client.fetchQuery({ ...shown, staleTime: 0 });
        if (now.state !== state || now.tier !== tier || now.assignee?.id !== assignee?.id) throw error;
        return give(now.version);
      });
    } catch (error) {
      tellFailure(say('notAssigned', { number }))(error as Error);
    }
  };
  const colleagues = useColleagues(ticket);
  if (tier === null || (state !== 'queued' && state !== 'in_progress')) {
    return (
      <Tooltip label={say('waitsHelp')} multiline maw={260}>
        <Text size="xs" c="dimmed" component="span">
          {say('waits')}
        </Text>
      </Tooltip>
    );
  }
  const place = `L${tier}`;
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          loading={isPending}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={assignee ? say('reassignOne', { number, name: assignee.name }) : say('assignOne', { number })}
        >
          {say(assignee ? 'reassign' : 'assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('who', { tier: place })}</Menu.Label>
        <ScrollArea.Autosize mah={320} type="auto">
          {colleagues.map((agent) => (
            <Menu.Item key={agent.id} onClick={() => void assign(agent.id)}>
              <AgentChoice agent={agent} />
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
        {colleagues.length === 0 && (
          <Text size="sm" c="dimmed" px="sm" py={6}>
            {say('nobody', { tier: place })}
          </Text>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
