import { defineWords } from '../../words/words';

export const words = defineWords({
  en: {
    claim: 'Claim',
    claimOne: 'Claim {number}',
    taken: '{number} is yours',
    takenFrom: 'It is among what you hold.',
    open: 'Open it',
    takeNext: 'Take next',
    nothing: 'Nothing waits for you',
    nothingHelp: 'What comes appears by itself.',
    notTaken: 'Not taken',
  },
  ru: {
    claim: 'Взять',
    claimOne: 'Взять {number}',
    taken: 'Заявка {number} ваша',
    takenFrom: 'Она среди ваших заявок.',
    open: 'Открыть',
    takeNext: 'Взять следующую',
    nothing: 'Для вас ничего нет',
    nothingHelp: 'Новые заявки появятся сами.',
    notTaken: 'Не удалось взять',
  },
  ko: {
    claim: '맡기',
    claimOne: '{number} 맡기',
    taken: '{number} 티켓을 맡았습니다',
    takenFrom: '내 업무에서 볼 수 있습니다.',
    open: '열기',
    takeNext: '다음 티켓 맡기',
    nothing: '대기 중인 티켓이 없습니다',
    nothingHelp: '새 티켓은 자동으로 나타납니다.',
    notTaken: '맡지 못했습니다',
  },
});
