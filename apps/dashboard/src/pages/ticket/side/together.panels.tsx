import { Button, Group, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Person } from '../../../parts/person';
import { useMe } from '../../../shell/session';
import { defineWords, useWords } from '../../../words/words';
import { useDraft } from '../composer/use-draft';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { TicketLine } from './context.panel';
import classes from './lines.module.css';
import { Panel } from './panel';

const words = defineWords({
  en: {
    watchers: 'Watchers',
    watch: 'Watch',
    unwatch: 'Stop watching',
    nobody: 'Nobody watches this ticket.',
    incident: 'Incident',
    partOf: 'Part of',
    parts: '{count, plural, one {# part} other {# parts}}',
    unreadable: '{count, plural, one {# more that is not for you} other {# more that are not for you}}',
    unlink: 'Take it out',
    answerAll: 'Answer all parts',
    answer: 'The answer that every open part gets',
    send: 'Send to all parts',
    cancel: 'Cancel',
    started: '{count, plural, one {# part gets the answer.} other {# parts get the answer.}}',
  },
  ru: {
    watchers: 'Наблюдатели',
    watch: 'Наблюдать',
    unwatch: 'Не наблюдать',
    nobody: 'За этой заявкой никто не наблюдает.',
    incident: 'Инцидент',
    partOf: 'Часть',
    parts: '{count, plural, one {# часть} few {# части} many {# частей} other {# части}}',
    unreadable:
      '{count, plural, one {ещё # не для вас} few {ещё # не для вас} many {ещё # не для вас} other {ещё # не для вас}}',
    unlink: 'Отвязать',
    answerAll: 'Ответить во все части',
    answer: 'Ответ, который получит каждая открытая часть',
    send: 'Отправить во все части',
    cancel: 'Отмена',
    started:
      '{count, plural, one {Ответ получит # часть.} few {Ответ получат # части.} many {Ответ получат # частей.} other {Ответ получат # части.}}',
  },
  ko: {
    watchers: '지켜보는 사람',
    watch: '지켜보기',
    unwatch: '그만 보기',
    nobody: '지켜보는 사람이 없습니다.',
    incident: '장애',
    partOf: '상위 장애',
    parts: '연결된 티켓 {count}건',
    unreadable: '볼 수 없는 티켓 {count}건 더 있음',
    unlink: '연결 해제',
    answerAll: '모두에게 답변',
    answer: '열려 있는 모든 티켓에 보낼 답변',
    send: '모두에게 보내기',
    cancel: '취소',
    started: '티켓 {count}건에 답변을 보냅니다.',
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

/** What this ticket is part of, and its own parts with one answer for all of them. */
export function IncidentPanel() {
  const say = useWords(words);
  const { ticket, may } = useDesk();
  const changed = useTicketChanged();
  const params = { path: { id: ticket.id } };
  const { data } = $api.useQuery('get', '/api/v1/tickets/{id}/links', { params });
  const [isAnswering, setAnswering] = useState(false);
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
      {isAnswering && <AnswerAll onClose={() => setAnswering(false)} />}
      {data.children.length > 0 && (
        <Text size="xs" c="dimmed">
          {say('parts', { count: data.children.length })}
        </Text>
      )}
      <ul className={classes.lines}>
        {data.children.map((child) => (
          <li key={child.id}>
            <TicketLine ticket={child} />
          </li>
        ))}
      </ul>
      {data.unreadable > 0 && (
        <Text size="xs" c="dimmed">
          {say('unreadable', { count: data.unreadable })}
        </Text>
      )}
      <ActionProblem error={unlink.error} />
    </Panel>
  );
}

function AnswerAll({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(words);
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const [text, write] = useDraft(`${ticket.id}:answer-children`);
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/answer-children', {
    onSuccess: ({ total }) => {
      write('');
      onClose();
      notifications.show({ message: say('started', { count: total }), color: 'teal' });
      void changed(ticket.id);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) act.mutate({ params: { path: { id: ticket.id } }, body: { body: text } });
      }}
    >
      <Textarea
        size="xs"
        label={say('answer')}
        autosize
        minRows={3}
        autoFocus
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <ActionProblem error={act.error} />
      <Group gap={6} my={6}>
        <Button size="compact-xs" type="submit" loading={act.isPending} disabled={!text.trim()}>
          {say('send')}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onClose}>
          {say('cancel')}
        </Button>
      </Group>
    </form>
  );
}
