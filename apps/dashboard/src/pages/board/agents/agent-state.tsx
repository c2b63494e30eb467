import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import { tellFailure } from '../../../parts/tell-failure';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { AvailabilityDot } from './availability-dot';
import { availabilities, stateOf, type DeskAgent } from './desk-agents';
import { words } from './words';

/** Whether an agent is there for work; a lead may say so for him. */
export function AgentState({ agent }: { readonly agent: DeskAgent }) {
  const say = useWords(words);
  const formats = useFormats();
  const client = useQueryClient();
  const { id, name, until } = agent;
  const state = stateOf(agent);
  const { mutate, isPending } = $api.useMutation('put', '/api/v1/desk/agents/{id}/availability', {
    onError: tellFailure(say('notSet', { name })),
    onSettled: () => client.invalidateQueries({ queryKey: ['get', '/api/v1/desk/agents'] }),
  });
  const text = [say(state), until && say('until', { at: formats.instant(until) })].filter(Boolean).join(' ');
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          fw={400}
          ml={-8}
          maw="100%"
          loading={isPending}
          leftSection={<AvailabilityDot state={state} />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={say('setFor', { name, state: text })}
        >
          {text}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('setTitle', { name })}</Menu.Label>
        {availabilities.map((each) => (
          <Menu.Item
            key={each}
            leftSection={<AvailabilityDot state={each} />}
            fw={each === agent.state ? 650 : undefined}
            aria-current={each === agent.state || undefined}
            onClick={() => mutate({ params: { path: { id } }, body: { state: each } })}
          >
            {say(each)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
