import { defineWords } from '../../../words/words';

export const words = defineWords({
  en: {
    title: 'Leads were called',
    none: 'Nobody had to be called.',
  },
  ru: {
    title: 'Вызовы руководителей',
    none: 'Никого звать не пришлось.',
  },
  ko: {
    title: '리더 호출',
    none: '호출된 일이 없습니다.',
  },
});
