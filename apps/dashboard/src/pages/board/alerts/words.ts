import { defineWords } from '../../../words/words';

export const words = defineWords({
  en: {
    title: 'Leads were called',
    none: 'Nobody had to be called.',
    'breach-at-last-tier': 'Promise broken at the last tier',
    breach: 'Promise broken',
    bouncing: 'Going back and forth',
    'vendor-silent': 'The vendor is silent',
    warning: 'A promise is in danger',
    'hierarchical-escalation': 'Management is asked for attention',
  },
  ru: {
    title: 'Вызовы руководителей',
    none: 'Никого звать не пришлось.',
    'breach-at-last-tier': 'Срок нарушен на последней линии',
    breach: 'Срок нарушен',
    bouncing: 'Ходит туда и обратно',
    'vendor-silent': 'Поставщик молчит',
    warning: 'Срок под угрозой',
    'hierarchical-escalation': 'Нужно внимание руководства',
  },
  ko: {
    title: '리더 호출',
    none: '호출된 일이 없습니다.',
    'breach-at-last-tier': '마지막 티어에서 약속 위반',
    breach: '약속 위반',
    bouncing: '티어 사이를 오감',
    'vendor-silent': '공급사 응답 없음',
    warning: '약속이 위험함',
    'hierarchical-escalation': '경영진의 관심 요청',
  },
});
