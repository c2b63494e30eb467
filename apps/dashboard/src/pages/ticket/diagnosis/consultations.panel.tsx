import { Badge, Button, Group, Text, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { isAtDesk } from '../../../parts/at-desk';
import { Instant } from '../../../parts/instant';
import { useSectorName } from '../../../parts/sector';
import { useMe } from '../../../shell/session';
import { defineWords, useWords } from '../../../words/words';
import { actionWords } from '../action-words';
import { useDraft } from '../composer/use-draft';
import { PlainText } from '../conversation/plain-text';
import lines from '../side/lines.module.css';
import { Panel } from '../side/panel';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';

const words = defineWords({
  en: {
    title: 'Advice',
    open: 'waits for an answer',
    taken: '{name} is on it',
    answered: 'answered',
    withdrawn: 'withdrawn',
    to: '{name} asks {place}',
    answer: 'Answer',
    yours: 'Your answer',
    send: 'Send answer',
    withdraw: 'No longer needed',
    none: 'Nobody was asked.',
  },
  ru: {
    title: 'Советы',
    open: 'ждёт ответа',
    taken: 'отвечает {name}',
    answered: 'есть ответ',
    withdrawn: 'отозван',
    to: '{name} спрашивает {place}',
    answer: 'Ответить',
    yours: 'Ваш ответ',
    send: 'Отправить ответ',
    withdraw: 'Больше не нужно',
    none: 'Никого не спрашивали.',
  },
  ko: {
    title: '조언',
    open: '답변 대기',
    taken: '{name}님이 확인 중',
    answered: '답변됨',
    withdrawn: '철회됨',
    to: '{name} → {place} 질문',
    answer: '답변하기',
    yours: '내 답변',
    send: '답변 보내기',
    withdraw: '더 이상 필요 없음',
    none: '아직 질문한 곳이 없습니다.',
  },
});

const useConsultations = (id: string) =>
  $api.useQuery('get', '/api/v1/tickets/{id}/consultations', { params: { path: { id } } });
type Consultation = NonNullable<ReturnType<typeof useConsultations>['data']>['items'][number];

/** What other tiers were asked about this ticket, and what they said. */
export function ConsultationsPanel() {
  const say = useWords(words);
  const action = useWords(actionWords);
  const { ticket, may, open } = useDesk();
  const items = useConsultations(ticket.id).data?.items ?? [];
  return (
    <Panel
      title={say('title')}
      right={
        may.has('consult') && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => open('consult')}
          >
            {action('consult')}
          </Button>
        )
      }
    >
      {items.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('none')}
        </Text>
      )}
      <ul className={lines.lines}>
        {items.toReversed().map((each) => (
          <ConsultationLine key={each.id} consultation={each} />
        ))}
      </ul>
    </Panel>
  );
}

function ConsultationLine({ consultation }: { readonly consultation: Consultation }) {
  const say = useWords(words);
  const me = useMe();
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const sectorName = useSectorName();
  const { id, state, toTier, sector, team, askedBy, askedAt, takenBy, question, answer } = consultation;
  const [isAnswering, setAnswering] = useState(false);
  const [text, write] = useDraft(`consultation:${id}`);
  const options = {
    onSuccess: () => {
      write('');
      setAnswering(false);
      void changed(ticket.id);
    },
  };
  const reply = $api.useMutation('post', '/api/v1/desk/consultations/{id}/answer', options);
  const withdraw = $api.useMutation('post', '/api/v1/desk/consultations/{id}/withdraw', options);
  const params = { path: { id } };
  const isOpen = state === 'open' || state === 'taken';
  const isMine = askedBy?.id === me.id;
  const mayAnswer = isOpen && !isMine && (me.isLead || isAtDesk(me.desks, { tier: toTier, sector }));
  return (
    <li>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="xs" c="dimmed">
          {say('to', {
            name: askedBy?.name ?? '?',
            place: [`L${toTier}`, team?.name ?? (sector && sectorName(sector))].filter(Boolean).join(' '),
          })}{' '}
          · <Instant at={askedAt} />
        </Text>
        <Badge size="xs" variant="light" color={isOpen ? 'orange' : 'gray'} tt="none" flex="none">
          {say(state, { name: takenBy?.name ?? '' })}
        </Badge>
      </Group>
      <Text size="sm" component="div">
        <PlainText>{question}</PlainText>
      </Text>
      {answer && (
        <Text size="sm" component="div" pl="sm" mt={4} style={{ borderLeft: '2px solid var(--mantine-color-teal-6)' }}>
          <PlainText>{answer}</PlainText>
        </Text>
      )}
      {isAnswering && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) reply.mutate({ params, body: { body: text } });
          }}
        >
          <Textarea
            size="xs"
            mt={4}
            label={say('yours')}
            autosize
            minRows={2}
            autoFocus
            value={text}
            onChange={(event) => write(event.currentTarget.value)}
          />
          <Button size="compact-xs" mt={4} type="submit" loading={reply.isPending} disabled={!text.trim()}>
            {say('send')}
          </Button>
        </form>
      )}
      <Group gap={6}>
        {mayAnswer && !isAnswering && (
          <Button size="compact-xs" variant="light" mt={4} onClick={() => setAnswering(true)}>
            {say('answer')}
          </Button>
        )}
        {isOpen && (isMine || me.isLead) && !isAnswering && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            mt={4}
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ params, body: {} })}
          >
            {say('withdraw')}
          </Button>
        )}
      </Group>
      <ActionProblem error={reply.error ?? withdraw.error} />
    </li>
  );
}
