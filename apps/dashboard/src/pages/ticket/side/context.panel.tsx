import { Badge, Group, Text } from '@mantine/core';
import { TextLink } from '../../../parts/link';
import { PriorityBadge } from '../../../parts/priority-badge';
import { Loaded, LoadingRows } from '../../../parts/states';
import { stateWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { defineWords, useWords } from '../../../words/words';
import { LongText } from '../conversation/long-text';
import { useContext, type TicketContext } from '../ticket-data';
import classes from './lines.module.css';
import { Panel } from './panel';

const words = defineWords({
  en: {
    precedents: 'Solved before',
    noPrecedents: 'No solved ticket resembles this one.',
    asset: 'same equipment',
    product: 'same product',
    sector: 'same sector',
    words: 'similar words',
    took: 'took {time}',
    assetTickets: 'On the same equipment',
    requesterTickets: 'Of the same requester',
    organisationTickets: 'Of the same organisation',
    none: 'No others.',
  },
  ru: {
    precedents: 'Уже решали',
    noPrecedents: 'Похожих решённых заявок нет.',
    asset: 'то же оборудование',
    product: 'тот же продукт',
    sector: 'то же направление',
    words: 'похожие слова',
    took: 'заняло {time}',
    assetTickets: 'По тому же оборудованию',
    requesterTickets: 'Того же заявителя',
    organisationTickets: 'Той же организации',
    none: 'Других нет.',
  },
  ko: {
    precedents: '비슷한 해결 사례',
    noPrecedents: '비슷하게 해결된 티켓이 없습니다.',
    asset: '같은 장비',
    product: '같은 제품',
    sector: '같은 분야',
    words: '비슷한 단어',
    took: '{time} 걸림',
    assetTickets: '같은 장비의 티켓',
    requesterTickets: '같은 요청자의 티켓',
    organisationTickets: '같은 조직의 티켓',
    none: '다른 티켓이 없습니다.',
  },
});

type Other = TicketContext['requesterTickets'][number];

/** Solved tickets that resemble this one, with their solutions. */
export function PrecedentsPanel({ ticketId }: { readonly ticketId: string }) {
  const say = useWords(words);
  const formats = useFormats();
  const query = useContext(ticketId);
  return (
    <Panel title={say('precedents')}>
      <Loaded query={query} loading={<LoadingRows rows={2} height={48} />}>
        {({ precedents }) =>
          precedents.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say('noPrecedents')}
            </Text>
          ) : (
            <ul className={classes.lines}>
              {precedents.map((precedent) => (
                <li key={precedent.id}>
                  <TicketLine ticket={precedent} />
                  {precedent.solution && (
                    <Text size="sm" component="div" mt={2}>
                      <LongText>{precedent.solution}</LongText>
                    </Text>
                  )}
                  <Group gap={6} mt={2}>
                    {precedent.why.map((why) => (
                      <Badge key={why} size="xs" variant="default" tt="none" fw={500}>
                        {say(why)}
                      </Badge>
                    ))}
                    {precedent.seconds !== null && precedent.seconds >= 60 && (
                      <Text size="xs" c="dimmed" className="figures">
                        {say('took', { time: formats.duration(precedent.seconds) })}
                      </Text>
                    )}
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

const groups = ['assetTickets', 'requesterTickets', 'organisationTickets'] as const;

/** What else there is of the same equipment, person and organisation. */
export function OtherTicketsPanels({ ticketId }: { readonly ticketId: string }) {
  const say = useWords(words);
  const query = useContext(ticketId);
  return (
    <Loaded query={query}>
      {(context) => {
        const shown = groups.filter((group) => context[group].length > 0);
        if (shown.length === 0) {
          return (
            <Panel title={say('requesterTickets')}>
              <Text size="sm" c="dimmed">
                {say('none')}
              </Text>
            </Panel>
          );
        }
        return (
          <>
            {shown.map((group) => (
              <Panel key={group} title={say(group)}>
                <ul className={classes.lines}>
                  {context[group].map((ticket) => (
                    <li key={ticket.id}>
                      <TicketLine ticket={ticket} />
                    </li>
                  ))}
                </ul>
              </Panel>
            ))}
          </>
        );
      }}
    </Loaded>
  );
}

type Line = Pick<Other, 'number' | 'subject' | 'state'> & { readonly priority?: Other['priority'] };

/** Another ticket, in two lines. */
export function TicketLine({ ticket: { number, subject, state, priority } }: { readonly ticket: Line }) {
  const stateOf = useWords(stateWords);
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      {priority !== undefined && <PriorityBadge priority={priority} />}
      <div style={{ minWidth: 0, flex: 1 }}>
        <TextLink to="/tickets/$id" params={{ id: number }} size="sm" lineClamp={2}>
          <span className="figures">{number}</span> {subject}
        </TextLink>
        <Text size="xs" c="dimmed">
          {stateOf(state)}
        </Text>
      </div>
    </Group>
  );
}
