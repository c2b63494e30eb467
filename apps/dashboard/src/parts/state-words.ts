import { defineWords } from '../words/words';

/* The words of the API in the language of the screen: `useWords(stateWords)(ticket.state)`. */

/** The states of a ticket. */
export const stateWords = defineWords({
  en: {
    received: 'Received',
    queued: 'Queued',
    in_progress: 'In progress',
    awaiting_customer: 'Waiting for customer',
    awaiting_vendor: 'Waiting for vendor',
    awaiting_intervention: 'Waiting for intervention',
    resolved: 'Resolved',
    closed: 'Closed',
    merged: 'Merged',
    rejected: 'Rejected',
  },
  ru: {
    received: 'Получена',
    queued: 'В очереди',
    in_progress: 'В работе',
    awaiting_customer: 'Ждёт клиента',
    awaiting_vendor: 'Ждёт поставщика',
    awaiting_intervention: 'Ждёт выезда или работ',
    resolved: 'Решена',
    closed: 'Закрыта',
    merged: 'Объединена',
    rejected: 'Отклонена',
  },
  ko: {
    received: '접수됨',
    queued: '대기 중',
    in_progress: '처리 중',
    awaiting_customer: '고객 답변 대기',
    awaiting_vendor: '공급사 답변 대기',
    awaiting_intervention: '현장 조치 대기',
    resolved: '해결됨',
    closed: '종료됨',
    merged: '병합됨',
    rejected: '거절됨',
  },
});

/** How a ticket reached us. */
export const channelWords = defineWords({
  en: { api: 'API', web: 'Web form', portal: 'Portal', email: 'E-mail', phone: 'Phone', chat: 'Chat', alert: 'Alert' },
  ru: {
    api: 'API',
    web: 'Веб-форма',
    portal: 'Портал',
    email: 'Эл. почта',
    phone: 'Телефон',
    chat: 'Чат',
    alert: 'Мониторинг',
  },
  ko: {
    api: 'API',
    web: '웹 양식',
    portal: '포털',
    email: '이메일',
    phone: '전화',
    chat: '채팅',
    alert: '모니터링 알림',
  },
});

/** The four kinds of support. */
export const entitlementWords = defineWords({
  en: { premium: 'Premium', service: 'Service contract', warranty: 'Warranty', 'self-service': 'Self-service' },
  ru: {
    premium: 'Премиум',
    service: 'Сервисный договор',
    warranty: 'Гарантия',
    'self-service': 'Самообслуживание',
  },
  ko: { premium: '프리미엄', service: '유지보수 계약', warranty: '보증', 'self-service': '셀프 서비스' },
});

/** What a clock promises. */
export const clockWords = defineWords({
  en: {
    first_response: 'First answer',
    next_response: 'Next answer',
    periodic_update: 'Update to the customer',
    resolution: 'Solution',
    tier: 'Tier',
    vendor_ack: 'Vendor takes it up',
    vendor_resolution: 'Vendor’s solution',
  },
  ru: {
    first_response: 'Первый ответ',
    next_response: 'Следующий ответ',
    periodic_update: 'Новости клиенту',
    resolution: 'Решение',
    tier: 'Линия',
    vendor_ack: 'Поставщик принял',
    vendor_resolution: 'Решение поставщика',
  },
  ko: {
    first_response: '첫 답변',
    next_response: '다음 답변',
    periodic_update: '진행 상황 안내',
    resolution: '해결',
    tier: '티어',
    vendor_ack: '공급사 접수',
    vendor_resolution: '공급사 해결',
  },
});

/** Why a clock stands still. */
export const pauseWords = defineWords({
  en: {
    awaiting_customer: 'waiting for the customer',
    awaiting_vendor: 'waiting for the vendor',
    awaiting_intervention: 'waiting for an intervention',
    resolved: 'resolved',
    closed: 'closed',
    'with-another-tier': 'with another tier',
    'vendor-waits-for-us': 'the vendor waits for us',
    other: 'other',
  },
  ru: {
    awaiting_customer: 'ждали клиента',
    awaiting_vendor: 'ждали поставщика',
    awaiting_intervention: 'ждали выезда или работ',
    resolved: 'была решена',
    closed: 'была закрыта',
    'with-another-tier': 'на другой линии',
    'vendor-waits-for-us': 'поставщик ждёт нас',
    other: 'другое',
  },
  ko: {
    awaiting_customer: '고객 답변 대기',
    awaiting_vendor: '공급사 답변 대기',
    awaiting_intervention: '현장 조치 대기',
    resolved: '해결된 상태',
    closed: '종료된 상태',
    'with-another-tier': '다른 티어에서 처리',
    'vendor-waits-for-us': '공급사가 우리 답변을 기다림',
    other: '기타',
  },
});

/** Why a ticket is sent back down. */
export const returnReasonWords = defineWords({
  en: {
    'missing-info': 'Information is missing',
    'wrong-sector': 'Wrong sector',
    'l1-capable': 'A lower tier can solve it',
    duplicate: 'Duplicate',
    other: 'Other',
  },
  ru: {
    'missing-info': 'Не хватает сведений',
    'wrong-sector': 'Не то направление',
    'l1-capable': 'Решается на нижней линии',
    duplicate: 'Дубликат',
    other: 'Другое',
  },
  ko: {
    'missing-info': '정보 부족',
    'wrong-sector': '담당 분야가 아님',
    'l1-capable': '하위 티어에서 해결 가능',
    duplicate: '중복',
    other: '기타',
  },
});

/** What a ticket waits for outside of the conversation. */
export const waitWords = defineWords({
  en: { intervention: 'An intervention', implementation: 'An implementation', other: 'Something else' },
  ru: { intervention: 'Выезд или ремонт', implementation: 'Внедрение', other: 'Другое' },
  ko: { intervention: '현장 조치', implementation: '적용 작업', other: '기타' },
});

/** Why a request is refused. */
export const rejectReasonWords = defineWords({
  en: { spam: 'Spam', scam: 'Scam', 'not-for-us': 'Not for us' },
  ru: { spam: 'Спам', scam: 'Мошенничество', 'not-for-us': 'Не к нам' },
  ko: { spam: '스팸', scam: '사기', 'not-for-us': '담당 업무 아님' },
});

/** How time was spent. */
export const workWords = defineWords({
  en: { call: 'Call', remote: 'Remote session', 'on-site': 'On site', research: 'Research', other: 'Other' },
  ru: { call: 'Звонок', remote: 'Удалённая сессия', 'on-site': 'На месте', research: 'Исследование', other: 'Другое' },
  ko: { call: '통화', remote: '원격 지원', 'on-site': '현장', research: '조사', other: '기타' },
});

/** Impact and urgency. */
export const levelWords = defineWords({
  en: { low: 'Low', medium: 'Medium', high: 'High' },
  ru: { low: 'Низкая', medium: 'Средняя', high: 'Высокая' },
  ko: { low: '낮음', medium: '보통', high: '높음' },
});

/** Who did something, when it has no name. */
export const actorWords = defineWords({
  en: { agent: 'Agent', customer: 'Customer', 'api-key': 'API client', vendor: 'Vendor', system: 'Tierline' },
  ru: { agent: 'Агент', customer: 'Клиент', 'api-key': 'Клиент API', vendor: 'Поставщик', system: 'Tierline' },
  ko: { agent: '상담원', customer: '고객', 'api-key': 'API 클라이언트', vendor: '공급사', system: 'Tierline' },
});
