import { describe, expect, it, test } from '@jest/globals';
import { calendarOf } from '../calendar/business-calendar.js';
import type { ClockEvent, PolicyChange } from './clocks.js';
import { duration, explainClock } from './explain-clock.js';
import { clockHistory } from './explain/clock-history.js';
import type { Language } from './explain/language.js';
import { roundTheClockInUtc, type ToldHours, type ToldPolicy } from './explain/told-policy.js';
import { byWeight, clockKinds, type ClockKind, type PolicyConditions } from './policy.js';
import { tellClocks } from './spans.js';
import { at, log, opened, rulesOf, type Promised, type Step } from './testing/promises.fixture.js';

const hours = { mon: [['09:00', '13:00'], ['14:00', '18:00']], tue: [['09:00', '18:00']], wed: [['09:00', '18:00']] } as const; // prettier-ignore
const office = calendarOf({ timezone: 'Europe/Berlin', hours, holidays: ['12-25'] });
const officeHours: ToldHours = { timezone: 'Europe/Berlin', hours, hasHolidays: true };

interface Told {
  readonly promised: readonly Promised[];
  readonly events: readonly ClockEvent[];
  readonly changes?: readonly PolicyChange[];
  readonly vendor?: string;
}

/** What is said of the last clock of a kind at a minute, as the API says it. */
function why(kind: ClockKind, minutes: number, given: Told, language: Language = 'en'): string {
  const { promised, events, changes = [], vendor = null } = given;
  const rules = rulesOf(promised);
  const told = (version: number): ToldPolicy => {
    const one = promised[version - 1]!;
    const conditions = Object.fromEntries(byWeight.map((name) => [name, one[name] ?? null]));
    const hoursOf = one.calendar === office ? officeHours : roundTheClockInUtc;
    return { policy: rules.policyOf(version), conditions: conditions as unknown as PolicyConditions, hours: hoursOf };
  };
  const found = tellClocks(events, changes, rules).clocks.findLast(({ clock }) => clock.kind === kind)!;
  const history = { ...clockHistory(found, events, rules.policyOf, at(minutes)), told };
  const { clock } = found;
  return explainClock(clock, at(minutes), told(clock.policyVersion), { language, history, vendor });
}
const inAll = (kind: ClockKind, minutes: number, told: Told): string[] =>
  (['en', 'ru', 'ko'] as const).map((language) => why(kind, minutes, told, language));

describe('why a promise is due then', () => {
  const premium = { priority: 'P3', entitlement: 'premium' } as const;
  const resolution: Promised = { kind: 'resolution', minutes: 240, ...premium };
  const begun = log([0, {}], [0, { to: 'queued', ...premium }], [10, { to: 'in_progress' }], [20, { to: 'awaiting_customer' }]); // prettier-ignore
  const asked = [...begun, { ...log([50, { to: 'in_progress' }])[0]!, version: 5, tier: 1 }];

  it('is told as promise, hours, rule, pauses and standing', () => {
    expect(inAll('resolution', 60, { promised: [resolution], events: asked })).toEqual([
      'A P3 ticket is to be resolved within 4 hours, counted round the clock (UTC) since it was opened on 8 March 2026, 09:00. ' +
        'The rule: premium support, priority P3. ' +
        'It stood still once, for 30 minutes in all: the customer was asked (from 8 March 2026, 09:20 to 09:50). ' +
        'So far 30 minutes are used, so it is due on 8 March 2026, 13:30.',
      'Срок решения обращения с приоритетом P3: 4 часа. Время считается круглосуточно (UTC) с момента открытия: 8 марта 2026 г., 09:00. ' +
        'Правило: премиальная поддержка, приоритет P3. ' +
        'Отсчёт останавливался: 1 пауза, всего 30 минут: ожидание ответа клиента (с 8 марта 2026 г., 09:20 до 09:50). ' +
        'Использовано: 30 минут. Поэтому срок: 8 марта 2026 г., 13:30.',
      'P3 문의는 4시간 안에 해결해야 합니다. 접수 시각인 2026년 3월 8일 09:00부터 24시간 내내(UTC) 계산합니다. ' +
        '적용된 규칙: 프리미엄 지원, 우선순위 P3. ' +
        '1번 멈춰 모두 30분이 계산에서 제외되었습니다: 고객 답변 대기(2026년 3월 8일 09:20부터 09:50까지). ' +
        '지금까지 30분을 사용했으므로 기한은 2026년 3월 8일 13:30입니다.',
    ]);
  });

  it('counts hours by the clock of its calendar, and what was late by the hours that count', () => {
    const promised: Promised[] = [{ kind: 'first_response', minutes: 40, calendar: office }];
    expect(inAll('first_response', 24 * 60, { promised, events: log(...opened) })).toEqual([
      'A P3 ticket is to get its first answer within 40 minutes, counted in opening hours (Mon 09:00-13:00, 14:00-18:00, ' +
        'Tue-Wed 09:00-18:00, not on holidays; Europe/Berlin) since it was opened on 8 March 2026, 10:00. ' +
        'The rule is for every ticket. It was due on 9 March 2026, 09:40 and is 20 minutes late.',
      'Срок первого ответа на обращение с приоритетом P3: 40 минут. Время считается в рабочие часы (пн 09:00-13:00, 14:00-18:00, ' +
        'вт-ср 09:00-18:00, кроме праздников; Europe/Berlin) с момента открытия: 8 марта 2026 г., 10:00. ' +
        'Правило действует для всех обращений. Срок истёк: 9 марта 2026 г., 09:40. Опоздание: 20 минут.',
      'P3 문의는 40분 안에 첫 답변을 드려야 합니다. 접수 시각인 2026년 3월 8일 10:00부터 영업시간(월 09:00-13:00, 14:00-18:00, ' +
        '화-수 09:00-18:00, 공휴일 제외; Europe/Berlin)에만 계산합니다. ' +
        '모든 문의에 적용되는 규칙입니다. 기한(2026년 3월 9일 09:40)이 20분 지났습니다.',
    ]);
    // Nothing counts at night.
    const lunch: Promised[] = [{ kind: 'first_response', minutes: 240, calendar: office }];
    expect(why('first_response', 27.5 * 60, { promised: lunch, events: log(...opened) })).toMatch(/It was due on 9 March 2026, 13:00 and is late\.$/); // prettier-ignore
  });

  it('tells what it went by before, and what it waits for now', () => {
    const promised: Promised[] = [
      { ...resolution, until: 1 },
      { ...resolution, minutes: 25, since: 1 },
    ];
    const changes = [{ change: 1, at: at(15) }];
    expect(inAll('resolution', 60, { promised, events: begun, changes })).toEqual([
      'A P3 ticket is to be resolved within 25 minutes, counted round the clock (UTC) since it was opened on 8 March 2026, 09:00. ' +
        'The rule: premium support, priority P3. ' +
        'Another rule held until 8 March 2026, 09:15: 4 hours, counted round the clock (UTC); what was used by then stayed used. ' +
        'It stands still (the customer was asked): 20 minutes are used and 5 minutes left, so it has no due time until it goes on.',
      'Срок решения обращения с приоритетом P3: 25 минут. Время считается круглосуточно (UTC) с момента открытия: 8 марта 2026 г., 09:00. ' +
        'Правило: премиальная поддержка, приоритет P3. ' +
        'До 8 марта 2026 г., 09:15 действовало другое правило: 4 часа, круглосуточно (UTC); использованное к тому моменту время сохранилось. ' +
        'Отсчёт остановлен: ожидание ответа клиента. Использовано: 20 минут. Осталось: 5 минут. Срок появится, когда отсчёт продолжится.',
      'P3 문의는 25분 안에 해결해야 합니다. 접수 시각인 2026년 3월 8일 09:00부터 24시간 내내(UTC) 계산합니다. ' +
        '적용된 규칙: 프리미엄 지원, 우선순위 P3. ' +
        '2026년 3월 8일 09:15까지는 다른 규칙(4시간, 24시간 내내(UTC) 계산)이 적용되었으며, 그때까지 사용한 시간은 그대로 유지됩니다. ' +
        '고객 답변 대기로 멈춰 있습니다. 20분을 사용했고 5분이 남았으며, 다시 시작되면 기한이 정해집니다.',
    ]);
    const same = {
      promised: [
        { ...resolution, until: 1 },
        { ...resolution, since: 1 },
      ],
      events: begun,
      changes,
    };
    expect(why('resolution', 60, same)).not.toContain('Another rule');
  });

  test.each([
    [1, 'once, for 10 minutes', '1 пауза, всего 10 минут:', '1번 멈춰 모두 10분이'],
    [2, 'twice, for 20 minutes', '2 паузы, всего 20 минут:', '2번 멈춰 모두 20분이'],
    [
      5,
      '5 times, for 50 minutes in all: last, the',
      '5 пауз, всего 50 минут; последние:',
      '5번 멈춰 모두 50분이 계산에서 제외되었습니다. 최근 내역:',
    ],
    [
      21,
      '21 times, for 3 hours 30 minutes',
      '21 пауза, всего 3 часа 30 минут; последние:',
      '21번 멈춰 모두 3시간 30분이',
    ],
  ])('counts %i pauses as each language does', (count, ...expected) => {
    const steps = Array.from({ length: count }, (_, index): [number, Step][] => [
      [index * 20 + 10, { to: 'awaiting_customer' }],
      [index * 20 + 20, { to: 'in_progress' }],
    ]);
    const told = inAll('resolution', 9_999, { promised: [{ kind: 'resolution', minutes: 60 }], events: log(...opened, [1, { to: 'in_progress' }], ...steps.flat()) }); // prettier-ignore
    expect(told).toEqual(expected.map((part) => expect.stringContaining(part)));
  });

  it('tells how it ended, in time or late, or that nothing is owed any more', () => {
    const promised: Promised[] = [{ kind: 'tier', minutes: 61 }];
    const ends = (minutes: number, to: Step): string[] =>
      inAll('tier', 999, { promised, events: log(...opened, [minutes, to]) }).map((text) => text.split(/ticket\. |обращений\. |규칙입니다\. /)[1]!); // prettier-ignore
    expect(ends(61, { to: 'resolved' })).toEqual([
      'It ended in time, after 1 hour 1 minute.',
      'Выполнено в срок. Использовано: 1 час 1 минута.',
      '1시간 1분 만에 기한 안에 끝났습니다.',
    ]);
    expect(ends(63, { to: 'resolved' })).toEqual([
      'It was due on 8 March 2026, 10:01 and ended after 1 hour 3 minutes, 2 minutes late.',
      'Срок истёк: 8 марта 2026 г., 10:01. Завершено с опозданием: 2 минуты. Использовано: 1 час 3 минуты.',
      '1시간 3분 만에 끝났으며, 기한(2026년 3월 8일 10:01)을 2분 넘겼습니다.',
    ]);
    expect(ends(0.5, { to: 'merged' })).toEqual([
      'It was cancelled after 30 seconds: nothing is owed any more.',
      'Отменено, обязательств больше нет. Использовано: 30 секунд.',
      '30초 만에 취소되어 더 이상 지킬 약속이 없습니다.',
    ]);
  });
});

test('what is promised later than it began is told to count since then', () => {
  const promised: Promised[] = [{ kind: 'resolution', minutes: 60, since: 1 }];
  const told = { promised, events: log(...opened, [9, { to: 'in_progress' }]), changes: [{ change: 1, at: at(5) }] };
  expect(inAll('resolution', 10, told)).toEqual([
    expect.stringContaining('within 1 hour, counted round the clock (UTC) since 8 March 2026, 09:09.'),
    expect.stringContaining(': 1 час. Время считается круглосуточно (UTC) с 8 марта 2026 г., 09:09.'),
    expect.stringContaining('해결해야 합니다. 2026년 3월 8일 09:09부터 24시간 내내(UTC) 계산합니다.'),
  ]);
});

test('what a change broke at once is late since the change', () => {
  const promised: Promised[] = [
    { kind: 'resolution', minutes: 240, until: 1 },
    { kind: 'resolution', minutes: 10, since: 1 },
  ];
  const told = { promised, events: log(...opened), changes: [{ change: 1, at: at(60) }] };
  expect(why('resolution', 65, told)).toContain('It was due on 8 March 2026, 10:00 and is 5 minutes late.');
});

test('what is used and what is left make up the target', () => {
  const events = log(...opened, [0.5 / 60, { to: 'in_progress' }], [10.01, { to: 'awaiting_customer' }]);
  const told = why('resolution', 60, { promised: [{ kind: 'resolution', minutes: 30 }], events });
  expect(told).toContain('10 minutes are used and 20 minutes left');
});

describe('each kind', () => {
  const news = { caseId: 'c', vendorId: 'v' };
  const events = log(...opened, [5, { asks: true }], [10, { answers: true }], [20, { asks: true, to: 'in_progress' }], [30, { to: 'awaiting_vendor' }], [31, { vendor: { ...news, news: 'delivered' } }]); // prettier-ignore
  const promised = clockKinds.map((kind): Promised => ({ kind, minutes: 2_880 }));
  const first = (kind: ClockKind): string[] =>
    inAll(kind, 40, { promised, events, vendor: 'Acme' }).map((text) => /^.*?(?:2026, \d\d:\d\d\.|г\., \d\d:\d\d\.|계산합니다\.)/.exec(text)![0]); // prettier-ignore

  test.each([
    [
      'first_response',
      'A P3 ticket is to get its first answer within 2 days, counted round the clock (UTC) since it was opened on 8 March 2026, 09:00.',
      'Срок первого ответа на обращение с приоритетом P3: 2 дня. Время считается круглосуточно (UTC) с момента открытия: 8 марта 2026 г., 09:00.',
      'P3 문의는 2일 안에 첫 답변을 드려야 합니다. 접수 시각인 2026년 3월 8일 09:00부터 24시간 내내(UTC) 계산합니다.',
    ],
    [
      'next_response',
      'A question on a P3 ticket is to be answered within 2 days, counted round the clock (UTC) since it was asked on 8 March 2026, 09:20.',
      'Срок ответа на вопрос клиента при приоритете P3: 2 дня. Время считается круглосуточно (UTC) с момента вопроса: 8 марта 2026 г., 09:20.',
      'P3 문의의 추가 질문에는 2일 안에 답변을 드려야 합니다. 질문 시각인 2026년 3월 8일 09:20부터 24시간 내내(UTC) 계산합니다.',
    ],
    [
      'periodic_update',
      'The customer of a P3 ticket is to hear something every 2 days, counted round the clock (UTC) since the last word on 8 March 2026, 09:10.',
      'Наибольший перерыв между сообщениями клиенту при приоритете P3: 2 дня. Время считается круглосуточно (UTC) с момента последнего сообщения: 8 марта 2026 г., 09:10.',
      'P3 문의의 고객에게는 적어도 2일마다 소식을 드려야 합니다. 마지막 안내 시각인 2026년 3월 8일 09:10부터 24시간 내내(UTC) 계산합니다.',
    ],
    [
      'resolution',
      'A P3 ticket is to be resolved within 2 days, counted round the clock (UTC) since it was opened on 8 March 2026, 09:00.',
      'Срок решения обращения с приоритетом P3: 2 дня. Время считается круглосуточно (UTC) с момента открытия: 8 марта 2026 г., 09:00.',
      'P3 문의는 2일 안에 해결해야 합니다. 접수 시각인 2026년 3월 8일 09:00부터 24시간 내내(UTC) 계산합니다.',
    ],
    [
      'tier',
      'L1 has 2 days for a P3 ticket, counted round the clock (UTC) since L1 first received it on 8 March 2026, 09:00.',
      'Время линии L1 на обращение с приоритетом P3: 2 дня. Время считается круглосуточно (UTC) с момента, когда обращение впервые поступило на L1: 8 марта 2026 г., 09:00.',
      'P3 문의에 대한 L1의 처리 시간은 2일입니다. L1에 처음 넘어온 시각인 2026년 3월 8일 09:00부터 24시간 내내(UTC) 계산합니다.',
    ],
    [
      'vendor_ack',
      'Acme is to take up a case of a P3 ticket within 2 days, counted round the clock (UTC) since it was told on 8 March 2026, 09:31.',
      'Срок, в который Acme подтверждает приём запроса при приоритете P3: 2 дня. Время считается круглосуточно (UTC) с момента передачи поставщику: 8 марта 2026 г., 09:31.',
      'P3 문의의 요청은 2일 안에 Acme에서 접수해야 합니다. 공급업체에 전달한 시각인 2026년 3월 8일 09:31부터 24시간 내내(UTC) 계산합니다.',
    ],
    [
      'vendor_resolution',
      'Acme is to solve a case of a P3 ticket within 2 days, counted round the clock (UTC) since it was told on 8 March 2026, 09:31.',
      'Срок, в который Acme решает запрос при приоритете P3: 2 дня. Время считается круглосуточно (UTC) с момента передачи поставщику: 8 марта 2026 г., 09:31.',
      'P3 문의의 요청은 2일 안에 Acme에서 해결해야 합니다. 공급업체에 전달한 시각인 2026년 3월 8일 09:31부터 24시간 내내(UTC) 계산합니다.',
    ],
  ] as const)('%s says what it promises and since when', (kind, ...expected) => {
    expect(first(kind)).toEqual(expected);
  });
});

test('a duration in short has the two units that matter', () => {
  expect([duration(0), duration(59_999), duration(93_784_000)]).toEqual(['0 s', '59 s', '1 d 2 h']);
});
