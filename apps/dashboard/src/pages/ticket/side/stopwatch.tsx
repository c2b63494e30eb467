import { Button, Checkbox, Group, NumberInput, Select, Text } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { useNow } from '../../../live/now';
import { ActionProblem } from '../../../parts/action-problem';
import { TextLink } from '../../../parts/link';
import { workWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { defineWords, useWords } from '../../../words/words';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';

const words = defineWords({
  en: {
    start: 'Start stopwatch',
    stop: 'Stop and log',
    runs: 'Stopwatch: {time}',
    elsewhere: 'Your stopwatch runs on',
    switch: 'Log that, and start here',
    kind: 'Kind of work',
    with: 'with the customer',
    forgotten: 'It ran for {time}: how many minutes were work?',
    minutes: 'Minutes',
    discard: 'Throw it away',
  },
  ru: {
    start: 'Запустить секундомер',
    stop: 'Остановить и учесть',
    runs: 'Секундомер: {time}',
    elsewhere: 'Секундомер идёт на',
    switch: 'Учесть там и начать здесь',
    kind: 'Вид работы',
    with: 'вместе с клиентом',
    forgotten: 'Он шёл {time}: сколько минут из них — работа?',
    minutes: 'Минуты',
    discard: 'Не учитывать',
  },
  ko: {
    start: '스톱워치 시작',
    stop: '멈추고 기록',
    runs: '스톱워치: {time}',
    elsewhere: '스톱워치가 실행 중인 티켓',
    switch: '그 시간을 기록하고 여기서 시작',
    kind: '작업 종류',
    with: '고객과 함께',
    forgotten: '{time} 동안 실행되었습니다. 실제 작업은 몇 분인가요?',
    minutes: '분',
    discard: '버리기',
  },
});

const kinds = ['call', 'remote', 'on-site', 'research', 'other'] as const;

/** Measures work as it is done; one per agent, wherever he looks. */
export function Stopwatch() {
  const say = useWords(words);
  const work = useWords(workWords);
  const formats = useFormats();
  const now = useNow();
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const [kind, setKind] = useState<(typeof kinds)[number]>('research');
  const [withCustomer, setWithCustomer] = useState(false);
  const [minutes, setMinutes] = useState<number | string>('');
  const query = $api.useQuery('get', '/api/v1/desk/me/stopwatch');
  const options = { onSuccess: () => void changed(ticket.id) };
  const start = $api.useMutation('post', '/api/v1/tickets/{id}/stopwatch/start', options);
  const stop = $api.useMutation('post', '/api/v1/tickets/{id}/stopwatch/stop', options);
  if (!query.data) return null;
  const { running } = query.data;
  const isHere = running?.ticketId === ticket.id;
  const elapsed = running ? Math.max(0, (now - Date.parse(running.startedAt)) / 1_000) : 0;
  const stopParams = { path: { id: running?.ticketId ?? ticket.id } };
  return (
    <div style={{ marginBottom: 8 }} data-stopwatch={isHere ? 'here' : running ? 'elsewhere' : 'none'}>
      {running && (
        <Group gap={8} mb={6}>
          <Text size="sm" className="figures" fw={600} role="timer">
            {isHere ? say('runs', { time: formats.duration(elapsed) }) : say('elsewhere')}
          </Text>
          {!isHere && (
            <TextLink to="/tickets/$id" params={{ id: running.number }} size="sm">
              {running.number}
            </TextLink>
          )}
          {isHere && !running.forgotten && (
            <Button
              size="compact-xs"
              leftSection={<IconPlayerStop size={13} aria-hidden />}
              loading={stop.isPending}
              onClick={() => stop.mutate({ params: stopParams, body: {} })}
            >
              {say('stop')}
            </Button>
          )}
        </Group>
      )}
      {running?.forgotten && (
        <Group gap={6} align="flex-end" mb={6}>
          <NumberInput
            size="xs"
            label={say('forgotten', { time: formats.duration(elapsed) })}
            aria-label={say('minutes')}
            min={1}
            value={minutes}
            onChange={setMinutes}
          />
          <Button
            size="xs"
            disabled={!Number(minutes)}
            loading={stop.isPending}
            onClick={() => stop.mutate({ params: stopParams, body: { seconds: Math.round(Number(minutes) * 60) } })}
          >
            {say('stop')}
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => stop.mutate({ params: stopParams, body: { discard: true } })}
          >
            {say('discard')}
          </Button>
        </Group>
      )}
      {!isHere && !running?.forgotten && (
        <Group gap={6} align="center">
          <Select
            size="xs"
            w={130}
            aria-label={say('kind')}
            allowDeselect={false}
            data={kinds.map((value) => ({ value, label: work(value) }))}
            value={kind}
            onChange={(value) => value && setKind(value)}
          />
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlayerPlay size={13} aria-hidden />}
            loading={start.isPending}
            onClick={() => start.mutate({ params: { path: { id: ticket.id } }, body: { kind, withCustomer } })}
          >
            {say(running ? 'switch' : 'start')}
          </Button>
          <Checkbox
            size="xs"
            label={say('with')}
            checked={withCustomer}
            onChange={(event) => setWithCustomer(event.currentTarget.checked)}
          />
        </Group>
      )}
      <ActionProblem error={start.error ?? stop.error} />
    </div>
  );
}
