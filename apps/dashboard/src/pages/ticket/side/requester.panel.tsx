import { Anchor } from '@mantine/core';
import { Instant } from '../../../parts/instant';
import { channelWords, entitlementWords, levelWords } from '../../../parts/state-words';
import { defineWords, useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { Fact, Panel } from './panel';

const words = defineWords({
  en: {
    title: 'Requester',
    name: 'Name',
    organisation: 'Organisation',
    email: 'E-mail',
    channel: 'Came by',
    language: 'Language',
    product: 'Product',
    asset: 'Equipment',
    location: 'Location',
    support: 'Support',
    impact: 'Impact',
    urgency: 'Urgency',
    created: 'Opened',
    tags: 'Tags',
    solution: 'Solution',
    code: 'Kind of solution',
  },
  ru: {
    title: 'Заявитель',
    name: 'Имя',
    organisation: 'Организация',
    email: 'Эл. почта',
    channel: 'Канал',
    language: 'Язык',
    product: 'Продукт',
    asset: 'Оборудование',
    location: 'Место',
    support: 'Поддержка',
    impact: 'Влияние',
    urgency: 'Срочность',
    created: 'Открыта',
    tags: 'Метки',
    solution: 'Решение',
    code: 'Вид решения',
  },
  ko: {
    title: '요청자',
    name: '이름',
    organisation: '조직',
    email: '이메일',
    channel: '접수 경로',
    language: '언어',
    product: '제품',
    asset: '장비',
    location: '위치',
    support: '지원 종류',
    impact: '영향',
    urgency: '긴급도',
    created: '접수 시각',
    tags: '태그',
    solution: '해결 방법',
    code: '해결 유형',
  },
});

/** For whom, with what, where, and what they are entitled to. */
export function RequesterPanel() {
  const say = useWords(words);
  const channel = useWords(channelWords);
  const entitlement = useWords(entitlementWords);
  const level = useWords(levelWords);
  const { ticket } = useDesk();
  const { requester } = ticket;
  return (
    <Panel title={say('title')}>
      <dl style={{ margin: 0 }}>
        <Fact name={say('name')}>{requester.name}</Fact>
        <Fact name={say('organisation')}>{ticket.organisation?.name}</Fact>
        <Fact name={say('email')}>
          <Anchor href={`mailto:${requester.email}`} size="sm">
            {requester.email}
          </Anchor>
        </Fact>
        <Fact name={say('product')}>{ticket.product}</Fact>
        <Fact name={say('asset')}>{ticket.assetTag}</Fact>
        <Fact name={say('location')}>{ticket.location}</Fact>
        <Fact name={say('support')}>
          {ticket.entitlement && (
            <>
              {entitlement(ticket.entitlement)}
              {ticket.entitlementReason && <small style={{ display: 'block' }}>{ticket.entitlementReason}</small>}
            </>
          )}
        </Fact>
        <Fact name={say('impact')}>{level(ticket.impact)}</Fact>
        <Fact name={say('urgency')}>{level(ticket.urgency)}</Fact>
        <Fact name={say('channel')}>{channel(ticket.channel)}</Fact>
        <Fact name={say('language')}>{ticket.language}</Fact>
        <Fact name={say('created')}>
          <Instant at={ticket.createdAt} />
        </Fact>
        <Fact name={say('tags')}>{ticket.tags.join(', ')}</Fact>
        <Fact name={say('code')}>{ticket.solutionCode}</Fact>
      </dl>
    </Panel>
  );
}
