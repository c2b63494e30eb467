/** Sentences that read like tickets, in three languages: few words are everywhere, most are rare. */
export interface Sentence {
  readonly language: 'en' | 'ru' | 'ko';
  /** Sentences of one half never stand in a ticket beside those of the other. */
  readonly half: 0 | 1;
  readonly text: string;
}

const english =
  'after update device connection user error screen network password server cable battery firmware button signal update report ' +
  'customer office laptop driver display setting restart support keyboard account message backup folder license monitor port ' +
  'switch adapter wireless session timeout printed document queue paper toner tray light sound camera sensor charger profile';
const russian =
  'принтер ошибка сервер пароль кабель экран сеть обновление устройство пользователь документ клиент батарея настройка кнопка сигнал ' +
  'отчёт сканер картридж подключение доступ почта файл система сообщение запрос договор склад монитор клавиатура';
const russianEndings = ['', 'а', 'у', 'ом', 'е', 'ы', 'ов', 'ам', 'ами', 'ах'];
const korean =
  '프린터 서버 연결 오류 화면 네트워크 비밀번호 사용자 장치 업데이트 문서 배터리 설정 버튼 신호 보고서 고객 사무실 노트북 드라이버 스캐너 용지 계정 메시지';
const particles = ['', '가', '를', '는', '에서', '에', '로', '와', '의'];

/** The same numbers in every run. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function sentences(count: number): Sentence[] {
  const random = mulberry(42);
  /** The nth word is n times as rare as the first. */
  const zipf = (size: number): number => Math.max(0, Math.floor(size ** random()) - 1);
  const syllables = [
    'ka',
    'ro',
    'ti',
    'mel',
    'don',
    'vis',
    'pra',
    'lu',
    'sen',
    'gor',
    'bix',
    'tan',
    'wer',
    'nol',
    'fi',
    'chu',
  ];
  const name = (index: number): string =>
    syllables[index % 16]! +
    syllables[Math.floor(index / 16) % 16]! +
    syllables[Math.floor(index / 256) % 16]! +
    (index > 4_095 ? 's' : '');
  const englishWords = [...new Set(english.split(' ')), ...Array.from({ length: 8_000 }, (_, index) => name(index))];
  const russianWords = russian.split(' ');
  const koreanWords = korean.split(' ');
  const one = (words: readonly string[]): string => words[zipf(words.length)] ?? '';
  const any = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  const word = {
    en: (half: 0 | 1): string => (random() < 0.04 ? ['printer', 'invoice'][half]! : one(englishWords)),
    ru: (): string => one(russianWords) + any(russianEndings),
    ko: (): string => one(koreanWords) + any(particles),
  };
  return Array.from({ length: count }, (_, index) => {
    const language = index % 10 < 6 ? 'en' : index % 10 < 9 ? 'ru' : 'ko';
    const half = (Math.floor(index / 10) % 2) as 0 | 1;
    const words = Array.from({ length: 8 + Math.floor(random() * 8) }, () => word[language](half));
    return { language, half, text: `${words.join(' ')}.` };
  });
}
