import { defineWords } from '../../words/words';

/** What kind of solution it was; an installation may use words of its own besides. */
export const solutionWords = defineWords({
  en: {
    configuration: 'Configuration',
    information: 'Information given',
    repair: 'Repair',
    replacement: 'Replacement',
    software: 'Change of software',
    workaround: 'Workaround',
    'user-error': 'Operating error',
    'not-reproducible': 'Could not be reproduced',
    fixed: 'Fixed',
    restart: 'Restart',
    'how-to': 'Shown how',
    'bug-fixed': 'Bug fixed',
  },
  ru: {
    configuration: 'Настройка',
    information: 'Разъяснение',
    repair: 'Ремонт',
    replacement: 'Замена',
    software: 'Изменение программы',
    workaround: 'Обходное решение',
    'user-error': 'Ошибка пользователя',
    'not-reproducible': 'Не воспроизводится',
    fixed: 'Исправлено',
    restart: 'Перезапуск',
    'how-to': 'Показали, как',
    'bug-fixed': 'Ошибка исправлена',
  },
  ko: {
    configuration: '설정 변경',
    information: '안내',
    repair: '수리',
    replacement: '교체',
    software: '소프트웨어 변경',
    workaround: '임시 해결책',
    'user-error': '사용 방법 오류',
    'not-reproducible': '재현되지 않음',
    fixed: '수정됨',
    restart: '재시작',
    'how-to': '사용법 안내',
    'bug-fixed': '버그 수정',
  },
});

/** Those that are offered. */
export const solutionCodes = [
  'configuration',
  'information',
  'repair',
  'replacement',
  'restart',
  'software',
  'workaround',
  'user-error',
  'not-reproducible',
] as const;

const isKnown = (code: string): code is keyof (typeof solutionWords)['en'] => Object.hasOwn(solutionWords.en, code);

/** A code in the language of the screen; one of an installation's own stays as it is. */
export const solutionName = (say: (key: keyof (typeof solutionWords)['en']) => string, code: string): string =>
  isKnown(code) ? say(code) : code;
