import { Anchor } from '@mantine/core';
import { Instant } from '../../../parts/instant';
import { useLanguageName } from '../../../parts/language-names';
import { useReason } from '../../../parts/reasons/use-reason';
import { channelWords, entitlementWords, levelWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { defineWords, useWords } from '../../../words/words';
import { solutionName, solutionWords } from '../solution-words';
import { useContext } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { Fact, Panel } from './panel';
import classes from './panel.module.css';

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
    serial: 'serial number {number}',
    warranty: 'warranty until {until}',
    noWarranty: 'warranty ended {until}',
    bounce: 'Mail to this address comes back.',
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
    impact: 'Степень влияния',
    urgency: 'Срочность',
    created: 'Открыта',
    tags: 'Метки',
    solution: 'Решение',
    code: 'Вид решения',
    serial: 'серийный номер {number}',
    warranty: 'гарантия до {until}',
    noWarranty: 'гарантия кончилась {until}',
    bounce: 'Письма на этот адрес возвращаются.',
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
    serial: '일련번호 {number}',
    warranty: '보증 {until}까지',
    noWarranty: '보증 {until} 종료',
    bounce: '이 주소로 보낸 메일이 되돌아옵니다.',
  },
});

/** For whom, with what, where, and what they are entitled to. */
export function RequesterPanel() {
  const say = useWords(words);
  const channel = useWords(channelWords);
  const entitlement = useWords(entitlementWords);
  const level = useWords(levelWords);
  const solution = useWords(solutionWords);
  const formats = useFormats();
  const reason = useReason();
  const languageName = useLanguageName();
  const { ticket } = useDesk();
  const { requester } = ticket;
  const { data: context } = useContext(ticket.id);
  const asset = context?.equipment.asset;
  const product = context?.equipment.product;
  return (
    <Panel title={say('title')}>
      <dl style={{ margin: 0 }}>
        <Fact name={say('name')}>{requester.name}</Fact>
        <Fact name={say('organisation')}>{ticket.organisation?.name}</Fact>
        <Fact name={say('email')}>
          <Anchor href={`mailto:${requester.email}`} size="sm">
            {requester.email}
          </Anchor>
          {context?.requester.bounce && <small className={classes.warn}>{say('bounce')}</small>}
        </Fact>
        <Fact name={say('product')}>{product?.name ?? ticket.product}</Fact>
        <Fact name={say('asset')}>
          {ticket.assetTag && (
            <>
              {ticket.assetTag}
              {asset?.serialNumber && (
                <small className={classes.more}>{say('serial', { number: asset.serialNumber })}</small>
              )}
              {asset?.warrantyUntil && (
                <small className={classes.more}>
                  {say(asset.isUnderWarranty ? 'warranty' : 'noWarranty', {
                    // A day is the same day everywhere.
                    until: formats.day(`${asset.warrantyUntil}T00:00`),
                  })}
                </small>
              )}
            </>
          )}
        </Fact>
        <Fact name={say('location')}>{ticket.location ?? context?.equipment.location ?? asset?.location}</Fact>
        <Fact name={say('support')}>
          {ticket.entitlement && (
            <>
              {entitlement(ticket.entitlement)}
              {ticket.entitlementReason && <small className={classes.more}>{reason(ticket.entitlementReason)}</small>}
            </>
          )}
        </Fact>
        <Fact name={say('impact')}>{level(ticket.impact)}</Fact>
        <Fact name={say('urgency')}>{level(ticket.urgency)}</Fact>
        <Fact name={say('channel')}>{channel(ticket.channel)}</Fact>
        <Fact name={say('language')}>{ticket.language && languageName(ticket.language)}</Fact>
        <Fact name={say('created')}>
          <Instant at={ticket.createdAt} />
        </Fact>
        <Fact name={say('tags')}>{ticket.tags.join(', ')}</Fact>
        <Fact name={say('code')}>{ticket.solutionCode && solutionName(solution, ticket.solutionCode)}</Fact>
      </dl>
    </Panel>
  );
}
