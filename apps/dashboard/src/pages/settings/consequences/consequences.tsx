import { Alert, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Instant } from '../../../parts/instant';
import { clockWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { defineWords, useWords } from '../../../words/words';
import type { Consequence } from '../policies/policy-data';

const words = defineWords({
  en: {
    nothing: 'No running promise would change.',
    moves:
      '{count, plural, one {# running promise would be due at another time} other {# running promises would be due at another time}}',
    ends: '{count, plural, one {# would end, because nothing is promised any more} other {# would end, because nothing is promised any more}}',
    breaks:
      '{count, plural, one {# promise that is in time now would be broken at once} other {# promises that are in time now would be broken at once}}',
    looked: 'All {tickets} open tickets were looked at.',
    partly: 'There was time to look at {tickets} of {openTickets} open tickets; the figures are at least these.',
    soonest: 'The first of them',
    ticket: 'Ticket',
    kind: 'Promise',
    before: 'Due now',
    after: 'Due then',
    broken: 'broken',
    none: 'not any more',
  },
  ru: {
    nothing: 'Ни один идущий срок не изменится.',
    moves:
      '{count, plural, one {Сдвинется # идущий срок} few {Сдвинутся # идущих срока} many {Сдвинутся # идущих сроков} other {Сдвинутся # идущего срока}}',
    ends: '{count, plural, one {# прекратится: больше ничего не обещано} few {# прекратятся: больше ничего не обещано} many {# прекратятся: больше ничего не обещано} other {# прекратятся: больше ничего не обещано}}',
    breaks:
      '{count, plural, one {# обещание, которое сейчас в срок, сразу будет нарушено} few {# обещания, которые сейчас в срок, сразу будут нарушены} many {# обещаний, которые сейчас в срок, сразу будут нарушены} other {# обещания, которые сейчас в срок, сразу будут нарушены}}',
    looked: 'Просмотрены все открытые заявки: {tickets}.',
    partly: 'Успели просмотреть {tickets} из {openTickets} открытых заявок; на самом деле может быть больше.',
    soonest: 'Первые из них',
    ticket: 'Заявка',
    kind: 'Обещание',
    before: 'Срок сейчас',
    after: 'Новый срок',
    broken: 'нарушено',
    none: 'больше нет',
  },
  ko: {
    nothing: '진행 중인 약속은 바뀌지 않습니다.',
    moves: '진행 중인 약속 {count}건의 기한이 바뀝니다',
    ends: '{count}건은 더 이상 약속이 없어 종료됩니다',
    breaks: '지금은 기한 내인 약속 {count}건이 바로 위반됩니다',
    looked: '열린 티켓 {tickets}건을 모두 확인했습니다.',
    partly: '열린 티켓 {openTickets}건 중 {tickets}건을 확인했습니다. 실제로는 더 많을 수 있습니다.',
    soonest: '가장 먼저 해당되는 건',
    ticket: '티켓',
    kind: '약속',
    before: '현재 기한',
    after: '새 기한',
    broken: '위반',
    none: '없어짐',
  },
});

/** What a change would do to the promises that run, before it is made. */
export function Consequences({ of }: { readonly of: Consequence }) {
  const say = useWords(words);
  const clock = useWords(clockWords);
  const formats = useFormats();
  const breaks = of.wouldBreach > 0;
  const isNothing = of.wouldMove + of.wouldEnd + of.wouldBreach === 0;
  const figures = { tickets: formats.number(of.tickets), openTickets: formats.number(of.openTickets) };
  return (
    <Alert
      role="status"
      color={breaks ? 'red' : isNothing ? 'gray' : 'blue'}
      icon={breaks ? <IconAlertTriangle /> : <IconCircleCheck />}
      p="sm"
    >
      <Stack gap={4}>
        {isNothing && <Text size="sm">{say('nothing')}</Text>}
        {breaks && (
          <Text size="sm" fw={600}>
            {say('breaks', { count: of.wouldBreach })}
          </Text>
        )}
        {of.wouldMove > 0 && <Text size="sm">{say('moves', { count: of.wouldMove })}</Text>}
        {of.wouldEnd > 0 && <Text size="sm">{say('ends', { count: of.wouldEnd })}</Text>}
        <Text size="xs" c="dimmed">
          {say(of.complete ? 'looked' : 'partly', figures)}
        </Text>
        {of.soonest.length > 0 && (
          <Table verticalSpacing={3} horizontalSpacing={4} fz="xs" mt={4} aria-label={say('soonest')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('ticket')}</Table.Th>
                <Table.Th visibleFrom="xs">{say('kind')}</Table.Th>
                <Table.Th>{say('before')}</Table.Th>
                <Table.Th>{say('after')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {of.soonest.slice(0, 8).map(({ ticket, kind, tier, dueAt, newDueAt, wouldBreach }) => (
                <Table.Tr key={`${ticket} ${kind} ${tier ?? ''}`}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{ticket}</Table.Td>
                  <Table.Td visibleFrom="xs">{tier === null ? clock(kind) : `${clock(kind)} L${tier}`}</Table.Td>
                  <Table.Td>{dueAt ? <Instant at={dueAt} /> : '–'}</Table.Td>
                  <Table.Td fw={wouldBreach ? 600 : 400}>
                    {newDueAt ? <Instant at={newDueAt} /> : say('none')}
                    {wouldBreach && ` (${say('broken')})`}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </Alert>
  );
}
