import type { Channel } from '../../ticket/ticket.js';
import type { ClockKind } from '../policy.js';
import type { Phrases, Promised } from './phrases.js';

const promises: Readonly<Record<ClockKind, (promised: Promised) => string>> = {
  first_response: ({ priority, target }) => `${priority} 문의는 ${target} 안에 첫 답변을 드려야 합니다`,
  next_response: ({ priority, target }) => `${priority} 문의의 추가 질문에는 ${target} 안에 답변을 드려야 합니다`,
  periodic_update: ({ priority, target }) => `${priority} 문의의 고객에게는 적어도 ${target}마다 소식을 드려야 합니다`,
  resolution: ({ priority, target }) => `${priority} 문의는 ${target} 안에 해결해야 합니다`,
  tier: ({ tier, priority, target }) => `${priority} 문의에 대한 ${tier}의 처리 시간은 ${target}입니다`,
  vendor_ack: ({ vendor, priority, target }) =>
    `${priority} 문의의 요청은 ${target} 안에 ${vendor ?? '공급업체'}에서 접수해야 합니다`,
  vendor_resolution: ({ vendor, priority, target }) =>
    `${priority} 문의의 요청은 ${target} 안에 ${vendor ?? '공급업체'}에서 해결해야 합니다`,
};

function since({ kind, cycle, tier, isFromStart }: Promised): string {
  if (!isFromStart) return '';
  switch (kind) {
    case 'next_response':
      return '질문 시각인 ';
    case 'periodic_update':
      return cycle === 1 ? '접수 시각인 ' : '마지막 안내 시각인 ';
    case 'tier':
      return `${tier}에 처음 넘어온 시각인 `;
    case 'vendor_ack':
    case 'vendor_resolution':
      return '공급업체에 전달한 시각인 ';
    case 'first_response':
    case 'resolution':
      return '접수 시각인 ';
  }
}

const channels: Readonly<Record<Channel, string>> = {
  api: 'API로 접수된 문의',
  web: '웹으로 접수된 문의',
  portal: '포털로 접수된 문의',
  email: '이메일로 접수된 문의',
  phone: '전화로 접수된 문의',
  chat: '채팅으로 접수된 문의',
  alert: '모니터링 알림으로 접수된 문의',
};

export const korean: Phrases = {
  language: 'ko',
  // The formatter's month has its 월 already.
  date: (year, month, day) => `${year}년 ${month} ${day}일`,
  dateAndTime: (date, time) => `${date} ${time}`,
  range: (from, until) => `${from}부터 ${until}까지`,
  always: (zone) => `24시간 내내(${zone})`,
  opening: (hours, zone, hasHolidays) => `영업시간(${hours}${hasHolidays ? ', 공휴일 제외' : ''}; ${zone})에만`,
  reason: (reason, tier) => {
    switch (reason) {
      case 'awaiting_customer':
        return '고객 답변 대기';
      case 'awaiting_vendor':
        return '공급업체 답변 대기';
      case 'awaiting_intervention':
        return '예정된 작업 대기';
      case 'resolved':
        return '해결된 상태';
      case 'closed':
        return '종료된 상태';
      case 'with-another-tier':
        return `${tier}에 있지 않은 상태`;
      case 'vendor-waits-for-us':
        return '우리 쪽 답변 대기';
      case 'other':
        return '작업할 수 없는 상태';
    }
  },
  priority: (priority) => `우선순위 ${priority}`,
  entitlements: {
    premium: '프리미엄 지원',
    service: '유상 서비스',
    warranty: '보증',
    'self-service': '셀프 서비스',
  },
  organisation: '이 조직',
  channel: (channel) => channels[channel],
  team: '이 팀',
  vendor: '이 공급업체',

  promise: (promised) =>
    `${promises[promised.kind](promised)}. ${since(promised)}${promised.since}부터 ${promised.hours} 계산합니다.`,
  rule: (conditions) =>
    conditions.length === 0 ? '모든 문의에 적용되는 규칙입니다.' : `적용된 규칙: ${conditions.join(', ')}.`,
  changed: (at, target, hours) =>
    `${at}까지는 다른 규칙(${target}, ${hours} 계산)이 적용되었으며, 그때까지 사용한 시간은 그대로 유지됩니다.`,
  paused: ({ count, total, last }) => {
    const told = last.map(({ why, when }) => `${why}(${when})`).join(', ');
    return `${count}번 멈춰 모두 ${particle(total, '이', '가')} 계산에서 제외되었습니다${count > last.length ? '. 최근 내역' : ''}: ${told}.`;
  },

  due: (used, due) => `지금까지 ${object(used)} 사용했으므로 기한은 ${due}입니다.`,
  late: (due, by) => `기한(${due})이 ${by ?? '이미'} 지났습니다.`,
  waiting: (reason, used, left) =>
    `${still(reason)} 멈춰 있습니다. ${object(used)} 사용했고 ${particle(left, '이', '가')} 남았으며, 다시 시작되면 기한이 정해집니다.`,
  waitingLate: (reason, due) => `기한(${due})이 이미 지났습니다. ${still(reason)} 멈춰 있습니다.`,
  kept: (used) => `${used} 만에 기한 안에 끝났습니다.`,
  broken: (due, used, by) => `${used} 만에 끝났으며, 기한(${due})을 ${by === null ? '' : `${by} `}넘겼습니다.`,
  cancelled: (used) => `${used} 만에 취소되어 더 이상 지킬 약속이 없습니다.`,

  inTime: (who, by, due) => `${who}의 자체 기한은 ${by}이며, 고객에게 약속한 기한인 ${due}보다 늦지 않습니다.`,
  tooLate: (who, by, due, late, isOverdue) =>
    `${who}의 자체 기한은 ${by}이며, ${isOverdue ? '이미 지난 ' : ''}고객 약속 기한 ${due}보다 ${late} 늦습니다.`,
  nothingPromisedToCustomer: () => '고객에게 약속한 해결 기한이 없으므로 늦을 염려가 없습니다.',
  nothingPromisedBy: (who) => `이런 문의에 대한 ${who}의 자체 기한이 없으므로 문제될 것이 없습니다.`,
  usedUpBy: (who) => `이 문의에 대한 ${who}의 자체 기한은 이미 지났으므로 언제 끝날지 알 수 없습니다.`,
  stopsMeanwhile: (who) => `${who}에서 처리하는 동안 고객과의 약속은 계산되지 않으므로 늦을 염려가 없습니다.`,
};

/** The form that goes with a final consonant, or the one without. */
function particle(text: string, closed: string, open: string): string {
  const last = (text.codePointAt(text.length - 1) ?? 0) - 0xac00;
  return `${text}${last >= 0 && last % 28 === 0 ? open : closed}`;
}

const object = (text: string): string => particle(text, '을', '를');

/** Every reason ends in a vowel. */
const still = (reason: string | null): string => (reason === null ? '지금은' : `${reason}로`);
