import { useFormats } from '../words/formats';
import { defineWords, useWords } from '../words/words';
import { useSectorName } from './sector';

const words = defineWords({
  en: {
    received: 'received, waiting to be understood',
    queued: 'queued at {place} since {at}',
    in_progress: 'with {name} ({tier})',
    agent: 'an agent',
    awaiting_customer: 'waiting for the customer',
    awaiting_vendor: 'at the vendor',
    vendorCase: 'at the vendor {vendor}',
    intervention: 'waiting for an intervention',
    implementation: 'waiting for an implementation',
    other: 'waiting for something else',
    until: '{what} until {at}',
    resolved: 'resolved at {tier} since {at}',
    closed: 'closed since {at}',
    merged: 'merged into {number}',
    mergedAway: 'merged into another ticket',
    rejected: 'rejected',
  },
  ru: {
    received: 'получена, разбирается',
    queued: 'в очереди {place} с {at}',
    in_progress: 'в работе: {name} ({tier})',
    agent: 'агент',
    awaiting_customer: 'ждёт ответа клиента',
    awaiting_vendor: 'у поставщика',
    vendorCase: 'у поставщика {vendor}',
    intervention: 'ждёт выезда или ремонта',
    implementation: 'ждёт внедрения',
    other: 'отложена',
    until: '{what} до {at}',
    resolved: 'решена на {tier}, {at}',
    closed: 'закрыта, {at}',
    merged: 'объединена с {number}',
    mergedAway: 'объединена с другой заявкой',
    rejected: 'отклонена',
  },
  ko: {
    received: '접수됨, 분류 중',
    queued: '{at}부터 {place} 대기열에 있음',
    in_progress: '{name} 담당 ({tier})',
    agent: '상담원',
    awaiting_customer: '고객 답변을 기다리는 중',
    awaiting_vendor: '공급사에 있음',
    vendorCase: '공급사 {vendor}에 있음',
    intervention: '현장 조치를 기다리는 중',
    implementation: '적용 작업을 기다리는 중',
    other: '다른 일을 기다리는 중',
    until: '{what} ({at}까지)',
    resolved: '{at} {tier}에서 해결됨',
    closed: '{at} 종료됨',
    merged: '{number}에 병합됨',
    mergedAway: '다른 티켓에 병합됨',
    rejected: '거절됨',
  },
});

/** What the sentence is made of; the API's tickets have it all. */
export interface Placed {
  readonly state: string;
  /** The API's own sentence, in English: for the names that only it has. */
  readonly where: string;
  readonly tier: number | null;
  readonly sector: string | null;
  readonly team: { readonly name: string } | null;
  readonly assignee: { readonly name: string } | null;
  readonly queuedAt: string | null;
  readonly waitFor: string | null;
  readonly waitUntil: string | null;
  readonly resolvedAt: string | null;
  readonly closedAt: string | null;
}

/** Where a ticket is, in a sentence of the language of the screen with times of its zone. */
export function useWhere(): (ticket: Placed) => string {
  const say = useWords(words);
  const formats = useFormats();
  const sectorName = useSectorName();
  return (ticket) => {
    const { state, where, queuedAt, resolvedAt, closedAt, waitUntil } = ticket;
    const tier = ticket.tier === null ? '' : `L${ticket.tier}`;
    const at = (instant: string | null) => (instant === null ? '' : formats.instant(instant));
    switch (state) {
      case 'received':
      case 'awaiting_customer':
      case 'rejected':
        return say(state);
      case 'queued': {
        const place = [tier, ticket.sector && sectorName(ticket.sector), ticket.team && `(${ticket.team.name})`]
          .filter(Boolean)
          .join(' ');
        return say('queued', { place, at: at(queuedAt) });
      }
      case 'in_progress':
        return say('in_progress', { name: ticket.assignee?.name ?? say('agent'), tier });
      case 'awaiting_vendor': {
        const vendor = /^at the vendor (.+?)(?:, case (\d+))?$/.exec(where);
        if (!vendor?.[1]) return say('awaiting_vendor');
        return say('vendorCase', { vendor: vendor[2] ? `${vendor[1]}, №${vendor[2]}` : vendor[1] });
      }
      case 'awaiting_intervention': {
        const { waitFor } = ticket;
        const what = say(waitFor === 'intervention' || waitFor === 'implementation' ? waitFor : 'other');
        return waitUntil ? say('until', { what, at: at(waitUntil) }) : what;
      }
      case 'resolved':
        return say('resolved', { tier, at: at(resolvedAt) });
      case 'closed':
        return say('closed', { at: at(closedAt) });
      case 'merged': {
        const number = /T-\d+/.exec(where)?.[0];
        return number ? say('merged', { number }) : say('mergedAway');
      }
      default:
        return where;
    }
  };
}
