import { defineWords } from '../../../words/words';

export const words = defineWords({
  en: { title: 'Raised to management', none: 'Nothing is raised to management.' },
  ru: { title: 'Поднято до руководства', none: 'До руководства ничего не поднято.' },
  ko: { title: '관리자에게 보고됨', none: '관리자에게 보고된 건이 없습니다.' },
});
