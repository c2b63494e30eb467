import type { Language } from '../clocks/explain/language.js';
import { tierName, type Entitlement } from '../ticket/ticket.js';
import type { ReturnReason } from './work-order.js';

/** The fixed phrases of a drafted work order. What people wrote stays in the language they wrote in. */
export interface DraftWords {
  readonly symptom: string;
  readonly cause: string;
  readonly goal: string;
  readonly reported: string;
  readonly equipment: string;
  readonly location: string;
  readonly returned: (tier: number, reason: ReturnReason) => string;
  readonly betterSector: (sector: string) => string;
  readonly confirmed: string;
  readonly open: string;
  readonly speaksFor: string;
  readonly speaksAgainst: string;
  readonly customer: string;
  readonly organisation: string;
  readonly entitlement: string;
  /** Triage gave the reason in English; in other languages the ticket tells it. */
  readonly entitled: (kind: Entitlement, reason: string | null) => string;
  readonly language: string;
  readonly promises: string;
  readonly promised: (kind: PromiseKind, due: string) => string;
  readonly broken: (kind: PromiseKind, due: string) => string;
  readonly paused: (kind: PromiseKind) => string;
  readonly asked: (tier: number) => string;
  readonly verify: string;
}

export type PromiseKind = 'first_response' | 'next_response' | 'periodic_update' | 'resolution';

const en: DraftWords = {
  symptom: 'Symptom',
  cause: 'Underlying problem',
  goal: 'Goal',
  reported: 'Reported',
  equipment: 'Equipment',
  location: 'Location',
  returned: (tier, reason) =>
    `Returned by ${tierName(tier)} (${
      {
        'missing-info': 'information is missing',
        'wrong-sector': 'wrong sector',
        'l1-capable': 'the first line can solve it',
        duplicate: 'a duplicate',
        other: 'another reason',
      }[reason]
    })`,
  betterSector: (sector) => `belongs to the sector ${sector}`,
  confirmed: 'Confirmed',
  open: 'Open',
  speaksFor: 'for',
  speaksAgainst: 'against',
  customer: 'Customer',
  organisation: 'Organisation',
  entitlement: 'Entitlement',
  entitled: (kind, reason) => [kind, reason].filter(Boolean).join(': '),
  language: 'Language',
  promises: 'Promises',
  promised: (kind, due) => `${promise[kind]} by ${due}`,
  broken: (kind, due) => `${promise[kind]} was due ${due}: broken`,
  paused: (kind) => `${promise[kind]}: the clock is paused`,
  asked: (tier) => `Asked ${tierName(tier)}`,
  verify: 'Verify',
};
const promise: Readonly<Record<PromiseKind, string>> = {
  first_response: 'first response',
  next_response: 'next response',
  periodic_update: 'next update',
  resolution: 'resolution',
};

const ru: DraftWords = {
  symptom: 'Симптом',
  cause: 'Проблема за ним',
  goal: 'Цель',
  reported: 'Сообщено',
  equipment: 'Оборудование',
  location: 'Место',
  returned: (tier, reason) =>
    `Возвращено с ${tierName(tier)} (${
      {
        'missing-info': 'не хватает сведений',
        'wrong-sector': 'не тот сектор',
        'l1-capable': 'может решить первая линия',
        duplicate: 'дубликат',
        other: 'другая причина',
      }[reason]
    })`,
  betterSector: (sector) => `относится к сектору ${sector}`,
  confirmed: 'Подтверждено',
  open: 'Открыто',
  speaksFor: 'за',
  speaksAgainst: 'против',
  customer: 'Клиент',
  organisation: 'Организация',
  entitlement: 'Вид поддержки',
  entitled: (kind) =>
    ({
      premium: 'премиум',
      service: 'сервисный договор',
      warranty: 'гарантия',
      'self-service': 'самообслуживание',
    })[kind],
  language: 'Язык',
  promises: 'Обещания',
  promised: (kind, due) => `${promiseRu[kind]} до ${due}`,
  broken: (kind, due) => `${promiseRu[kind]}: срок был ${due}, нарушен`,
  paused: (kind) => `${promiseRu[kind]}: отсчёт приостановлен`,
  asked: (tier) => `Вопрос к ${tierName(tier)}`,
  verify: 'Проверить',
};
const promiseRu: Readonly<Record<PromiseKind, string>> = {
  first_response: 'первый ответ',
  next_response: 'следующий ответ',
  periodic_update: 'следующее сообщение о ходе работ',
  resolution: 'решение',
};

const ko: DraftWords = {
  symptom: '증상',
  cause: '근본 문제',
  goal: '목표',
  reported: '접수 내용',
  equipment: '장비',
  location: '위치',
  returned: (tier, reason) =>
    `${tierName(tier)}에서 반려 (${
      {
        'missing-info': '정보 부족',
        'wrong-sector': '분야 오류',
        'l1-capable': '1선에서 해결 가능',
        duplicate: '중복',
        other: '기타',
      }[reason]
    })`,
  betterSector: (sector) => `올바른 분야: ${sector}`,
  confirmed: '확인됨',
  open: '미확인',
  speaksFor: '찬성',
  speaksAgainst: '반대',
  customer: '고객',
  organisation: '조직',
  entitlement: '지원 종류',
  entitled: (kind) =>
    ({ premium: '프리미엄', service: '유지보수 계약', warranty: '보증', 'self-service': '셀프 서비스' })[kind],
  language: '언어',
  promises: '약속',
  promised: (kind, due) => `${promiseKo[kind]}: ${due}까지`,
  broken: (kind, due) => `${promiseKo[kind]}: 기한 ${due}, 지키지 못함`,
  paused: (kind) => `${promiseKo[kind]}: 시간 계산이 멈춤`,
  asked: (tier) => `${tierName(tier)}에 문의`,
  verify: '확인할 것',
};
const promiseKo: Readonly<Record<PromiseKind, string>> = {
  first_response: '첫 답변',
  next_response: '다음 답변',
  periodic_update: '다음 경과 안내',
  resolution: '해결',
};

export const draftWords: Readonly<Record<Language, DraftWords>> = { en, ru, ko };
