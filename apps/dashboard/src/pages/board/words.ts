import { defineWords } from '../../words/words';

export const words = defineWords({
  en: {
    title: 'Board',
    span: 'How far back',
    hours: '{count} h',
    lastHours: '{count, plural, one {last hour} other {last # hours}}',
    leadsOnly: 'The board is for leads',
    leadsOnlyHelp: 'It shows how work moves through all tiers. Your own tickets are in “My work”.',
  },
  ru: {
    title: 'Обзор',
    span: 'За какое время',
    hours: '{count} ч',
    lastHours: '{count, plural, one {за последний # час} few {за последние # часа} other {за последние # часов}}',
    leadsOnly: 'Обзор доступен руководителям смен',
    leadsOnlyHelp: 'Он показывает, как работа идёт через все линии. Ваши заявки — в разделе «Моя работа».',
  },
  ko: {
    title: '현황판',
    span: '조회 기간',
    hours: '{count}시간',
    lastHours: '최근 {count}시간',
    leadsOnly: '현황판은 리더용입니다',
    leadsOnlyHelp: '모든 티어의 업무 흐름을 보여 줍니다. 담당 티켓은 ‘내 업무’에서 볼 수 있습니다.',
  },
});
