import type { Channel, ClockKind, Entitlement, Language, Listener, ThresholdAction, WaitingState } from '#domain';

/** What each language says of a change of promises. Pieces, without a full stop, unless told otherwise. */
export interface EditPhrases {
  readonly kinds: Readonly<Record<ClockKind, string>>;
  readonly entitlements: Readonly<Record<Entitlement, string>>;
  channel(channel: Channel): string;
  /** For whom; nothing named: for every ticket. */
  conditions(named: readonly string[]): string;
  purpose(kind: string, conditions: string): string;
  readonly roundTheClock: string;
  hoursOf(calendar: string): string;
  rings(thresholds: string): string;
  threshold(percent: number, notify: Listener, action: ThresholdAction, evenIfHeld: boolean): string;
  readonly usualPauses: string;
  paused(states: readonly WaitingState[]): string;
  readonly lateRings: string;
  readonly lateWaits: string;
  nowFor(conditions: string): string;

  /* Sentences. */
  added(purpose: string, terms: string): string;
  removed(purpose: string, terms: string): string;
  changed(purpose: string, changes: string): string;
  hoursChanged(calendar: string, policies: number): string;
}

const english: EditPhrases = {
  kinds: {
    first_response: 'first_response',
    next_response: 'next_response',
    periodic_update: 'periodic_update',
    resolution: 'resolution',
    tier: 'tier',
    vendor_ack: 'vendor_ack',
    vendor_resolution: 'vendor_resolution',
  },
  entitlements: { premium: 'premium', service: 'service', warranty: 'warranty', 'self-service': 'self-service' },
  channel: (channel) => `by ${channel}`,
  conditions: (named) => named.join(', ') || 'any ticket',
  purpose: (kind, conditions) => `${kind} for ${conditions}`,
  roundTheClock: 'round the clock',
  hoursOf: (calendar) => `in the hours of ${calendar}`,
  rings: (thresholds) => `rings at ${thresholds}`,
  threshold: (percent, notify, action, evenIfHeld) =>
    `${percent} % (${notify}${action === 'none' ? '' : `, ${action}${evenIfHeld ? ' even if held' : ''}`})`,
  usualPauses: 'with the usual pauses',
  paused: (states) => `paused ${states.length > 0 ? `while ${states.join(' or ')}` : 'never'}`,
  lateRings: 'late alarms ring at any hour',
  lateWaits: 'late alarms wait for the hours',
  nowFor: (conditions) => `now for ${conditions}`,
  added: (purpose, terms) => `Added ${purpose}: ${terms}.`,
  removed: (purpose, terms) => `Took away ${purpose}: it was ${terms}.`,
  changed: (purpose, changes) => `Changed ${purpose}: ${changes}.`,
  hoursChanged: (calendar, policies) =>
    `Changed the hours of ${calendar}, by which ${policies === 1 ? '1 policy goes' : `${policies} policies go`}.`,
};

const russianPlurals = new Intl.PluralRules('ru');
const russian: EditPhrases = {
  kinds: {
    first_response: 'Первый ответ',
    next_response: 'Следующий ответ',
    periodic_update: 'Новости клиенту',
    resolution: 'Решение',
    tier: 'Линия',
    vendor_ack: 'Поставщик принял',
    vendor_resolution: 'Решение поставщика',
  },
  entitlements: {
    premium: 'премиум',
    service: 'сервисный договор',
    warranty: 'гарантия',
    'self-service': 'самообслуживание',
  },
  channel: (channel) =>
    `канал: ${{ api: 'API', web: 'веб-форма', portal: 'портал', email: 'эл. почта', phone: 'телефон', chat: 'чат', alert: 'мониторинг' }[channel]}`,
  conditions: (named) => named.join(', ') || 'любые заявки',
  purpose: (kind, conditions) => `«${kind}» (${conditions})`,
  roundTheClock: 'круглосуточно',
  hoursOf: (calendar) => `по календарю ${calendar}`,
  rings: (thresholds) => `тревоги: ${thresholds}`,
  threshold: (percent, notify, action, evenIfHeld) => {
    const who = { nobody: 'никому', assignee: 'исполнителю', leads: 'руководителям', hierarchy: 'вышестоящим' }[notify];
    const what = { none: '', 'raise-priority': ', поднять приоритет', escalate: ', передать выше' }[action];
    return `${percent}\u00a0% (${who}${what}${evenIfHeld && what ? ', даже если у агента' : ''})`;
  },
  usualPauses: 'обычные остановки',
  paused: (states) =>
    states.length === 0
      ? 'не останавливается'
      : `стоит, пока заявка ждёт ${states.map((state) => ({ awaiting_customer: 'клиента', awaiting_vendor: 'поставщика', awaiting_intervention: 'выезда или работ' })[state]).join(' или ')}`,
  lateRings: 'запоздавшие тревоги срабатывают в любое время',
  lateWaits: 'запоздавшие тревоги ждут рабочего времени',
  nowFor: (conditions) => `теперь для: ${conditions}`,
  added: (purpose, terms) => `Добавлено обещание ${purpose}: ${terms}.`,
  removed: (purpose, terms) => `Убрано обещание ${purpose}; было: ${terms}.`,
  changed: (purpose, changes) => `Изменено обещание ${purpose}: ${changes}.`,
  hoursChanged: (calendar, policies) => {
    const form = russianPlurals.select(policies);
    const many = form === 'one' ? 'идёт' : 'идут';
    const promises = form === 'one' ? 'обещание' : form === 'few' ? 'обещания' : 'обещаний';
    return `Изменены часы календаря ${calendar}: по нему ${many} ${policies} ${promises}.`;
  },
};

const korean: EditPhrases = {
  kinds: {
    first_response: '첫 답변',
    next_response: '다음 답변',
    periodic_update: '진행 상황 안내',
    resolution: '해결',
    tier: '티어',
    vendor_ack: '공급사 접수',
    vendor_resolution: '공급사 해결',
  },
  entitlements: { premium: '프리미엄', service: '유지보수 계약', warranty: '보증', 'self-service': '셀프 서비스' },
  channel: (channel) =>
    `채널: ${{ api: 'API', web: '웹 양식', portal: '포털', email: '이메일', phone: '전화', chat: '채팅', alert: '모니터링 알림' }[channel]}`,
  conditions: (named) => named.join(', ') || '모든 티켓',
  purpose: (kind, conditions) => `‘${kind}’ 약속(${conditions})`,
  roundTheClock: '24시간 내내',
  hoursOf: (calendar) => `${calendar} 캘린더 기준`,
  rings: (thresholds) => `알림: ${thresholds}`,
  threshold: (percent, notify, action, evenIfHeld) => {
    const who = { nobody: '알림 대상 없음', assignee: '담당자', leads: '리드', hierarchy: '상위 관리자' }[notify];
    const what = { none: '', 'raise-priority': ', 우선순위 올림', escalate: ', 상위 티어로 이관' }[action];
    return `${percent}%(${who}${what}${evenIfHeld && what ? ', 담당자가 있어도' : ''})`;
  },
  usualPauses: '기본 멈춤',
  paused: (states) =>
    states.length === 0
      ? '멈추지 않음'
      : `${states.map((state) => ({ awaiting_customer: '고객 답변 대기', awaiting_vendor: '공급사 답변 대기', awaiting_intervention: '현장 조치 대기' })[state]).join(' 또는 ')} 중에는 멈춤`,
  lateRings: '늦어진 알림은 언제든 울림',
  lateWaits: '늦어진 알림은 업무 시간까지 기다림',
  nowFor: (conditions) => `적용 대상: ${conditions}`,
  added: (purpose, terms) => `${purpose} 추가: ${terms}.`,
  removed: (purpose, terms) => `${purpose} 삭제. 이전 내용: ${terms}.`,
  changed: (purpose, changes) => `${purpose} 변경: ${changes}.`,
  hoursChanged: (calendar, policies) => `${calendar} 캘린더의 시간 변경. 이 캘린더를 쓰는 약속: ${policies}건.`,
};

export const editPhrases: Readonly<Record<Language, EditPhrases>> = { en: english, ru: russian, ko: korean };
