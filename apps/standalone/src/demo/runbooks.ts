import type { RunbookStep } from '#domain';
import type { AgentKey, ProductCode } from './company.js';

/** Named by stories. */
export const FAINT_PRINT = '0199d000-0000-7000-8000-0000000000b1';
export const NO_WIFI_RU = '0199d000-0000-7000-8000-0000000000b3';

/** What L2 of Vetrolin wrote for the first line. */
export interface DemoRunbook {
  readonly id: string;
  readonly by: AgentKey;
  readonly title: string;
  readonly summary: string;
  readonly language: 'en' | 'ru';
  readonly products: readonly ProductCode[];
  readonly words: readonly string[];
  readonly isRequired: boolean;
  readonly steps: readonly RunbookStep[];
}

export const runbooks: readonly DemoRunbook[] = [
  {
    id: FAINT_PRINT,
    by: 'l2',
    title: 'Faint or striped print',
    summary: 'Tells a dirty head, a wrong ribbon and a wrong pressure from a worn head, which only L2 can measure.',
    language: 'en',
    products: ['LP4', 'LP9'],
    words: ['faint', 'grey', 'striped', 'stripe*', 'white line*'],
    isRequired: true,
    steps: [
      {
        id: 'test-page',
        title: 'Print the test page',
        instruction:
          'Ask the customer to hold FEED for five seconds. The page comes from the printer itself, so no driver is involved.',
        expected: 'The test page is black all over.',
        kind: 'check',
        required: true,
        next: 'driver',
        onFail: 'where',
      },
      {
        id: 'driver',
        title: 'Set the darkness of the driver to its default',
        instruction:
          'The printer is well. In the driver or in LabelFlow, set the darkness back to 12 and print a label.',
        expected: 'The label is black.',
        kind: 'check',
        required: true,
        next: 'end',
      },
      {
        id: 'where',
        title: 'Where is it faint?',
        instruction: 'Look at the test page from left to right.',
        kind: 'branch',
        required: true,
        options: [
          { label: 'all over', next: 'ribbon' },
          { label: 'on one side', next: 'clean' },
          { label: 'in thin lines', next: 'clean' },
        ],
      },
      {
        id: 'ribbon',
        title: 'Check the ribbon',
        instruction: 'Wax ribbons are for paper, resin ones for film. Change it for a new one of the right kind.',
        expected: 'The test page is black.',
        kind: 'check',
        required: true,
        next: 'end',
        onFail: 'clean',
      },
      {
        id: 'clean',
        title: 'Clean the head',
        instruction: 'Switch it off, wait a minute, wipe the head with an alcohol pen from the middle to the sides.',
        expected: 'The test page is black.',
        kind: 'check',
        required: true,
        next: 'end',
        onFail: 'width',
      },
      {
        id: 'width',
        title: 'How wide is the faint strip?',
        instruction: 'Measured on the test page. L2 compares it with the resistance table of the head.',
        kind: 'input',
        required: true,
        input: { type: 'number', unit: 'mm', min: 0, max: 220 },
      },
    ],
  },
  {
    id: '0199d000-0000-7000-8000-0000000000b2',
    by: 'oleg',
    title: 'Scanner loses its Wi-Fi',
    summary:
      'One scanner or all of them, one place or everywhere: what L2 needs to know before it reads the roaming log.',
    language: 'en',
    products: ['WS2'],
    words: ['wi-fi', 'wifi', 'network', 'offline'],
    isRequired: false,
    steps: [
      {
        id: 'how-many',
        title: 'How many scanners are affected?',
        instruction: 'Ask for a second one in the same place.',
        kind: 'branch',
        required: true,
        options: [
          { label: 'only this one', next: 'reset' },
          { label: 'all in one place', next: 'signal' },
        ],
      },
      {
        id: 'reset',
        title: 'Reset its network settings',
        instruction: 'Settings, System, Reset network; then scan the setup code of the site again.',
        expected: 'It connects and stays connected for five minutes.',
        kind: 'check',
        required: true,
        next: 'end',
        onFail: 'firmware',
      },
      {
        id: 'firmware',
        title: 'Note the firmware',
        instruction: 'Settings, About. Anything but 4.2.1 and 4.3.2 is known to have trouble.',
        kind: 'input',
        required: true,
        input: { type: 'choice', choices: ['4.2.1', '4.3', '4.3.2', 'another'] },
        next: 'signal',
      },
      {
        id: 'signal',
        title: 'Measure the signal where it fails',
        instruction: 'Settings, Network, Signal; standing still, for ten seconds.',
        kind: 'input',
        required: true,
        input: { type: 'number', unit: 'dBm', min: -120, max: 0 },
      },
    ],
  },
  {
    id: NO_WIFI_RU,
    by: 'oleg',
    title: 'Сканер не видит сеть Wi-Fi',
    summary: 'Что выяснить у клиента, прежде чем L2 откроет журнал радиомодуля.',
    language: 'ru',
    products: ['WS2'],
    words: ['wi-fi', 'сеть', 'подключается', 'не видит'],
    isRequired: false,
    steps: [
      {
        id: 'neighbour',
        title: 'Видит ли сеть соседний сканер?',
        instruction: 'Попросите положить рядом второй WS2 и открыть список сетей.',
        expected: 'Соседний сканер подключён.',
        kind: 'check',
        required: true,
        onFail: 'access-point',
      },
      {
        id: 'reset',
        title: 'Сбросить сетевые настройки',
        instruction: 'Настройки, Система, Сброс сети; затем снова считать код настройки площадки.',
        expected: 'Сканер подключился и не теряет сеть пять минут.',
        kind: 'check',
        required: true,
        next: 'end',
        onFail: 'band',
      },
      {
        id: 'band',
        title: 'Какие диапазоны он видит?',
        instruction: 'Список сетей: у гостевой сети 2,4 ГГц, у рабочей 5 ГГц.',
        kind: 'input',
        required: true,
        input: { type: 'choice', choices: ['ни одного', 'только 2,4 ГГц', 'только 5 ГГц', 'оба'] },
        next: 'end',
      },
      {
        id: 'access-point',
        title: 'Перезагрузить точку доступа',
        instruction: 'Дело не в сканере. Попросите местного администратора перезагрузить точку доступа.',
        expected: 'Оба сканера снова в сети.',
        kind: 'check',
        required: false,
      },
    ],
  },
];
