import { Badge, Button, Checkbox, Group, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus, IconSearch, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { Person } from '../../../parts/person';
import { Empty, Loaded } from '../../../parts/states';
import { tellFailure } from '../../../parts/tell-failure';
import { useMe } from '../../../shell/session';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { Act, ItemTable, type Column } from '../parts/item-table';
import { useAgents, useTeams, type Agent } from '../parts/lists';
import { SectionHead } from '../parts/section-head';
import { AgentDialog } from './agent.dialog';
import { DeactivateDialog } from './deactivate.dialog';
import { words } from './words';

type Open = { readonly what: 'new' } | { readonly what: 'change' | 'deactivate'; readonly agent: Agent } | null;

/** Everybody who works here. Leads look, admins change. */
export function AgentsSection() {
  const say = useWords(words);
  const me = useMe();
  const agents = useAgents();
  const [open, setOpen] = useState<Open>(null);
  const [text, setText] = useState('');
  const [withInactive, showInactive] = useState(false);
  const close = () => setOpen(null);
  return (
    <section>
      <SectionHead title={say('title')} help={say('help')} isReadOnly={!me.isAdmin}>
        {me.isAdmin && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen({ what: 'new' })}>
            {say('new')}
          </Button>
        )}
      </SectionHead>
      <Loaded query={agents}>
        {(all) => (
          <>
            <Group mb="md" gap="md">
              <TextInput
                aria-label={say('find')}
                placeholder={say('find')}
                leftSection={<IconSearch size={16} />}
                style={{ flex: '1 1 14rem', maxWidth: '22rem' }}
                value={text}
                onChange={({ currentTarget }) => setText(currentTarget.value)}
              />
              {all.some(({ active }) => !active) && (
                <Checkbox
                  label={say('showInactive', { count: all.filter(({ active }) => !active).length })}
                  checked={withInactive}
                  onChange={({ currentTarget }) => showInactive(currentTarget.checked)}
                />
              )}
            </Group>
            <AgentTable agents={all} text={text} withInactive={withInactive} onOpen={setOpen} />
          </>
        )}
      </Loaded>
      {open?.what === 'new' && <AgentDialog agent={null} onClose={close} />}
      {open?.what === 'change' && <AgentDialog agent={open.agent} onClose={close} />}
      {open?.what === 'deactivate' && <DeactivateDialog agent={open.agent} onClose={close} />}
    </section>
  );
}

interface AgentTableProps {
  readonly agents: readonly Agent[];
  readonly text: string;
  readonly withInactive: boolean;
  readonly onOpen: (open: Open) => void;
}

function AgentTable({ agents, text, withInactive, onOpen }: AgentTableProps) {
  const say = useWords(words);
  const me = useMe();
  const formats = useFormats();
  const client = useQueryClient();
  const teams = useTeams().data ?? [];
  const activate = $api.useMutation('patch', '/api/v1/agents/{id}', {
    onSuccess: ({ name }) => {
      notifications.show({ color: 'green', message: say('activated', { name }) });
      void client.invalidateQueries();
    },
  });
  const looked = text.trim().toLowerCase();
  const shown = agents
    .filter(({ active }) => active || withInactive)
    .filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(looked))
    .toSorted((one, other) => Number(other.active) - Number(one.active) || formats.compare(one.name, other.name));
  if (shown.length === 0) return <Empty title={say('none')}>{say('noneHelp')}</Empty>;
  const columns: readonly Column<Agent>[] = [
    {
      head: say('name'),
      cell: ({ name, email, id }) => <Person name={id === me.id ? `${name} (${say('you')})` : name} detail={email} />,
      width: '40%',
    },
    {
      head: say('role'),
      cell: ({ role, active }) => (
        <Group gap={6}>
          {say(role)}
          {!active && (
            <Badge size="sm" variant="default" tt="none">
              {say('inactive')}
            </Badge>
          )}
        </Group>
      ),
    },
    {
      head: say('teams'),
      cell: (agent) => {
        const names = teams.filter(({ id }) => agent.teams.includes(id)).map(({ name }) => name);
        return names.length > 0 ? names.join(', ') : say('noTeams');
      },
    },
    {
      head: say('capacity'),
      align: 'right',
      cell: ({ capacity }) => (
        <span className="figures">{capacity === null ? say('noLimit') : formats.number(capacity)}</span>
      ),
    },
  ];
  return (
    <ItemTable
      label={say('title')}
      items={shown}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      columns={columns}
      isDimmed={({ active }) => !active}
      {...(me.isAdmin && {
        onEdit: (agent: Agent) => onOpen({ what: 'change', agent }),
        actions: (agent: Agent) =>
          agent.id === me.id ? null : agent.active ? (
            <Act
              label={say('deactivateOf', { name: agent.name })}
              onClick={() => onOpen({ what: 'deactivate', agent })}
            >
              <IconUserOff size={16} />
            </Act>
          ) : (
            <Act
              label={say('activateOf', { name: agent.name })}
              onClick={() =>
                !activate.isPending &&
                activate.mutate(
                  { params: { path: { id: agent.id } }, body: { active: true } },
                  { onError: tellFailure(say('notActivated', { name: agent.name })) },
                )
              }
            >
              <IconUserCheck size={16} />
            </Act>
          ),
      })}
    />
  );
}
