import { defineWords } from '../../words/words';

export const words = defineWords({
  en: {
    title: 'Settings',
    sections: 'Sections of the settings',
    choose: 'Choose a section',
    none: 'There is no such section',
    noneHelp: 'Or it is not for your role. Choose one from the list.',
    notForYou: 'Nothing here is for your role',
    notForYouHelp: 'Settings are kept by leads and admins.',
  },
  ru: {
    title: 'Настройки',
    sections: 'Разделы настроек',
    choose: 'Выберите раздел',
    none: 'Такого раздела нет',
    noneHelp: 'Или он не для вашей роли. Выберите раздел из списка.',
    notForYou: 'Для вашей роли здесь ничего нет',
    notForYouHelp: 'Настройками занимаются руководители и администраторы.',
  },
  ko: {
    title: '설정',
    sections: '설정 항목',
    choose: '항목을 선택하세요',
    none: '그런 항목이 없습니다',
    noneHelp: '또는 현재 역할로는 볼 수 없습니다. 목록에서 선택하세요.',
    notForYou: '현재 역할로 볼 수 있는 설정이 없습니다',
    notForYouHelp: '설정은 리드와 관리자가 관리합니다.',
  },
});
