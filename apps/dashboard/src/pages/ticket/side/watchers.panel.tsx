import { Button, Group, Text } from '@mantine/core';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Person } from '../../../parts/person';
import { useMe } from '../../../shell/session';
import { defineWords, useWords } from '../../../words/words';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { Panel } from './panel';

const words = defineWords({
  en: {
    watchers: 'Watchers',
    watch: 'Watch',
    unwatch: 'Stop watching',
    nobody: 'Nobody watches this ticket.',
  },
  ru: {
    watchers: 'Наблюдатели',
    watch: 'Наблюдать',
    unwatch: 'Не наблюдать',
    nobody: 'За этой заявкой никто не наблюдает.',
  },
  ko: {
    watchers: '지켜보는 사람',
    watch: '지켜보기',
    unwatch: '그만 보기',
    nobody: '지켜보는 사람이 없습니다.',
  },
});

/** Who hears of what happens here. */
export function WatchersPanel() {
  const say = useWords(words);
  const me = useMe();
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const params = { path: { id: ticket.id } };
  const { data } = $api.useQuery('get', '/api/v1/tickets/{id}/watchers', { params });
  const options = { onSuccess: () => void changed(ticket.id) };
  const watch = $api.useMutation('post', '/api/v1/tickets/{id}/watch', options);
  const unwatch = $api.useMutation('post', '/api/v1/tickets/{id}/unwatch', options);
  const items = data?.items ?? [];
  const isMine = items.some(({ agent }) => agent.id === me.id);
  return (
    <Panel
      title={say('watchers')}
      right={
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={isMine ? <IconBellOff size={13} aria-hidden /> : <IconBell size={13} aria-hidden />}
          loading={watch.isPending || unwatch.isPending}
          disabled={!data}
          onClick={() => (isMine ? unwatch : watch).mutate({ params, body: {} })}
        >
          {say(isMine ? 'unwatch' : 'watch')}
        </Button>
      }
    >
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say('nobody')}
        </Text>
      ) : (
        <Group gap="xs">
          {items.map(({ agent }) => (
            <Person key={agent.id} name={agent.name} size="xs" />
          ))}
        </Group>
      )}
      <ActionProblem error={watch.error ?? unwatch.error} />
    </Panel>
  );
}
