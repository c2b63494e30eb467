import type { Channel } from '../../ticket/ticket.js';
import type { ClockKind } from '../policy.js';
import type { Phrases, Promised } from './phrases.js';

const promises: Readonly<Record<ClockKind, (promised: Promised) => string>> = {
  first_response: ({ priority, target }) => `Срок первого ответа на обращение с приоритетом ${priority}: ${target}`,
  next_response: ({ priority, target }) => `Срок ответа на вопрос клиента при приоритете ${priority}: ${target}`,
  periodic_update: ({ priority, target }) =>
    `Наибольший перерыв между сообщениями клиенту при приоритете ${priority}: ${target}`,
  resolution: ({ priority, target }) => `Срок решения обращения с приоритетом ${priority}: ${target}`,
  tier: ({ tier, priority, target }) => `Время линии ${tier} на обращение с приоритетом ${priority}: ${target}`,
  vendor_ack: ({ vendor, priority, target }) =>
    `Срок, в который ${vendor ?? 'поставщик'} подтверждает приём запроса при приоритете ${priority}: ${target}`,
  vendor_resolution: ({ vendor, priority, target }) =>
    `Срок, в который ${vendor ?? 'поставщик'} решает запрос при приоритете ${priority}: ${target}`,
};

function since({ kind, cycle, tier, isFromStart }: Promised): string {
  if (!isFromStart) return 'с';
  switch (kind) {
    case 'next_response':
      return 'с момента вопроса:';
    case 'periodic_update':
      return cycle === 1 ? 'с момента открытия:' : 'с момента последнего сообщения:';
    case 'tier':
      return `с момента, когда обращение впервые поступило на ${tier}:`;
    case 'vendor_ack':
    case 'vendor_resolution':
      return 'с момента передачи поставщику:';
    case 'first_response':
    case 'resolution':
      return 'с момента открытия:';
  }
}

const channels: Readonly<Record<Channel, string>> = {
  api: 'обращения через API',
  web: 'обращения с сайта',
  portal: 'обращения с портала',
  email: 'обращения по почте',
  phone: 'обращения по телефону',
  chat: 'обращения из чата',
  alert: 'обращения от мониторинга',
};

const plurals = new Intl.PluralRules('ru');
const pauses = { one: 'пауза', few: 'паузы', many: 'пауз', other: 'паузы', zero: 'пауз', two: 'паузы' } as const;

export const russian: Phrases = {
  language: 'ru',
  date: (year, month, day) => `${day} ${month} ${year} г.`,
  dateAndTime: (date, time) => `${date}, ${time}`,
  range: (from, until) => `с ${from} до ${until}`,
  always: (zone) => `круглосуточно (${zone})`,
  opening: (hours, zone, hasHolidays) => `в рабочие часы (${hours}${hasHolidays ? ', кроме праздников' : ''}; ${zone})`,
  reason: (reason, tier) => {
    switch (reason) {
      case 'awaiting_customer':
        return 'ожидание ответа клиента';
      case 'awaiting_vendor':
        return 'ожидание поставщика';
      case 'awaiting_intervention':
        return 'ожидание работ вне переписки';
      case 'resolved':
        return 'обращение было решено';
      case 'closed':
        return 'обращение было закрыто';
      case 'with-another-tier':
        return `обращение было не на ${tier}`;
      case 'vendor-waits-for-us':
        return 'поставщик задал нам вопрос';
      case 'other':
        return 'работать над обращением было нельзя';
    }
  },
  priority: (priority) => `приоритет ${priority}`,
  entitlements: {
    premium: 'премиальная поддержка',
    service: 'платное обслуживание',
    warranty: 'гарантия',
    'self-service': 'самообслуживание',
  },
  organisation: 'эта организация',
  channel: (channel) => channels[channel],
  team: 'эта команда',
  vendor: 'этот поставщик',

  promise: (promised) =>
    `${promises[promised.kind](promised)}. Время считается ${promised.hours} ${since(promised)} ${promised.since}.`,
  rule: (conditions) =>
    conditions.length === 0 ? 'Правило действует для всех обращений.' : `Правило: ${conditions.join(', ')}.`,
  changed: (at, target, hours) =>
    `До ${at} действовало другое правило: ${target}, ${hours}; использованное к тому моменту время сохранилось.`,
  paused: ({ count, total, last }) => {
    const told = last.map(({ why, when }) => `${why} (${when})`).join('; ');
    const many = `${count} ${pauses[plurals.select(count)]}`;
    return `Отсчёт останавливался: ${many}, всего ${total}${count > last.length ? '; последние' : ''}: ${told}.`;
  },

  due: (used, due) => `Использовано: ${used}. Поэтому срок: ${due}.`,
  late: (due, by) => `Срок истёк: ${due}.${by === null ? '' : ` Опоздание: ${by}.`}`,
  waiting: (reason, used, left) =>
    `Отсчёт остановлен${reason === null ? '' : `: ${reason}`}. Использовано: ${used}. Осталось: ${left}. Срок появится, когда отсчёт продолжится.`,
  waitingLate: (reason, due) => `Срок истёк: ${due}. Отсчёт остановлен${reason === null ? '' : `: ${reason}`}.`,
  kept: (used) => `Выполнено в срок. Использовано: ${used}.`,
  broken: (due, used, by) =>
    `Срок истёк: ${due}. Завершено с опозданием${by === null ? '' : `: ${by}`}. Использовано: ${used}.`,
  cancelled: (used) => `Отменено, обязательств больше нет. Использовано: ${used}.`,

  inTime: (who, by, due) => `Собственный срок ${who}: ${by}. Клиенту обещано решение к ${due}, времени достаточно.`,
  tooLate: (who, by, due, late, isOverdue) =>
    `Собственный срок ${who}: ${by}. Клиенту ${isOverdue ? 'было ' : ''}обещано решение к ${due}. Опоздание: ${late}.`,
  nothingPromisedToCustomer: () => 'Клиенту не обещано решение к определённому сроку, опоздать нельзя.',
  nothingPromisedBy: (who) => `У ${who} нет собственного срока для такого обращения, возражений нет.`,
  usedUpBy: (who) =>
    `Собственный срок ${who} по этому обращению уже истёк и больше ничего не говорит о времени решения.`,
  stopsMeanwhile: (who) => `Пока обращение у ${who}, обещание клиенту не отсчитывается, опоздать нельзя.`,
};
