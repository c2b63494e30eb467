import { useSectorName } from '../../../parts/sector';
import {
  channelWords,
  clockWords,
  levelWords,
  rejectReasonWords,
  returnReasonWords,
  waitWords,
  workWords,
} from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { useWords, type Words } from '../../../words/words';
import { hypothesisWords } from '../diagnosis/hypothesis-words';
import { togetherWords } from '../actions/together-words';
import { solutionName, solutionWords } from '../solution-words';
import { useAgents, type EventView } from '../ticket-data';
import { eventWords, type ToldEvent } from './event-words';
import { toldWords } from './told-words';

type Data = EventView['data'];
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const record = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isTold = (type: string): type is ToldEvent => Object.hasOwn(eventWords.en, type);

export interface Told {
  /** What was done; for what happened by itself a sentence of its own. */
  readonly sentence: string;
  /** What somebody wrote about it. */
  readonly detail: string | undefined;
}

/** A word of these, or the code itself when there is none. */
const useNames = <Key extends string>(words: Words<Key>) => {
  const say = useWords(words);
  return (code: unknown): string | undefined => {
    const known = text(code);
    return known !== undefined && Object.hasOwn(words.en, known) ? say(known as Key) : known;
  };
};

/** What an event on the timeline says, with who and what. */
export function useTold(): (event: EventView) => Told {
  const say = useWords<string>(eventWords);
  const told = useWords(toldWords);
  const [extra, returned, rejected, wait, work] = [
    useNames(toldWords),
    useNames(returnReasonWords),
    useNames(rejectReasonWords),
    useNames(waitWords),
    useNames(workWords),
  ];
  const [channel, clock, level, why, weighed] = [
    useNames(channelWords),
    useNames(clockWords),
    useNames(levelWords),
    useNames(togetherWords),
    useNames(hypothesisWords),
  ];
  const solution = useWords(solutionWords);
  const sectorOf = useSectorName();
  const formats = useFormats();
  const agents = useAgents().data?.items;
  const nameOf = (id: unknown): string | undefined => agents?.find((agent) => agent.id === id)?.name;
  const placeOf = (tier: unknown, sector: unknown): string =>
    [typeof tier === 'number' ? `L${tier}` : told('nowhere'), text(sector) && sectorOf(text(sector) ?? null)]
      .filter(Boolean)
      .join(' ');
  const time = (seconds: unknown): string => formats.duration(number(seconds) ?? 0);

  /** What `kind` stands for, by the type. */
  const kindOf = (type: string, data: Data): string | undefined => {
    switch (type) {
      case 'ticket.opened':
        return channel(data['channel']);
      case 'ticket.put-on-wait':
        return wait(data['for']);
      case 'ticket.resolved':
        return text(data['code']) ? solutionName(solution, String(data['code'])) : told('noCode');
      case 'ticket.work-logged':
        return work(data['kind']);
      case 'ticket.routed':
      case 'ticket.priority-raised':
        return text(data['priority']);
      case 'ticket.hierarchical-escalation-raised':
        return level(data['severity'])?.toLowerCase();
      case 'ticket.hierarchical-escalation-noted':
        return extra(data['trend']);
      case 'ticket.hypothesis-changed': {
        const { state, ...others } = record(data['changes']);
        const became = weighed(record(state)['after']);
        return [became, ...Object.keys(others).map((name) => extra(name))].filter(Boolean).join(', ');
      }
      default:
        return extra(data['kind']);
    }
  };
  const reasonOf = (type: string, data: Data): string => {
    if (type === 'ticket.returned') return returned(data['reasonCode']) ?? told('unclear');
    if (type === 'ticket.rejected') return rejected(data['reason']) ?? told('unclear');
    if (type.startsWith('ticket.hierarchical')) return why(data['reason']) ?? told('unclear');
    return extra(data['because']) ?? told('again');
  };
  const nameIn = (type: string, data: Data): string | undefined => {
    if (type === 'ticket.noted') {
      const named = list(data['mentions']).flatMap((id) => nameOf(id) ?? []);
      return named.length > 0 ? named.join(', ') : 'none';
    }
    return text(data['partnerTeam']) ?? text(data['agent']) ?? nameOf(data['assigneeId']) ?? told('nobody');
  };
  const timeIn = (type: string, data: Data): string => {
    if (type === 'ticket.put-on-wait') return text(data['until']) ? formats.instant(String(data['until'])) : 'none';
    if (type === 'ticket.work-corrected') return time(record(data['after'])['seconds']);
    return time(data['waitedSeconds'] ?? data['seconds']);
  };
  const numberIn = (data: Data): string => {
    const { into, number: own } = data;
    return text(into) ?? (typeof own === 'number' ? `T-${own}` : (text(own) ?? ''));
  };
  const fromIn = (type: string, data: Data): string =>
    type === 'ticket.priority-raised'
      ? (text(data['from']) ?? '–')
      : type === 'ticket.work-corrected'
        ? time(record(data['before'])['seconds'])
        : `L${number(data['fromTier']) ?? '–'}`;
  const detailOf = (type: string, data: Data): string | undefined => {
    const { betterSector, missing, rule, cause, note, reason } = data;
    if (type === 'ticket.rejected') return undefined;
    if (type === 'mail.files-left-out') return list(data['files']).map(String).join(', ');
    if (type === 'ticket.routed') return text(rule) && told('rule', { rule: String(rule) });
    if (type === 'ticket.work-order-overridden') {
      const what = list(missing).map((each) => extra(each));
      return [told('missing', { what: what.join(', ') }), text(reason)].filter(Boolean).join(' ');
    }
    if (type.startsWith('ticket.hypothesis')) return text(cause);
    if (text(betterSector))
      return [text(note), told('better', { sector: sectorOf(String(betterSector)) })].filter(Boolean).join(' ');
    if (type.startsWith('ticket.hierarchical')) return undefined;
    return text(note) ?? text(reason) ?? text(data['subject']);
  };

  return ({ type, data, actor }) => {
    const own = actor.kind === 'system' && `${type}:system` in eventWords.en ? `${type}:system` : type;
    if (!isTold(own)) return { sentence: type.replaceAll(/[.-]/g, ' '), detail: undefined };
    const toTier = data['toTier'] ?? data['tier'];
    const sentence = say(own, {
      place: placeOf(toTier, data['toSector'] ?? data['sector']),
      from: fromIn(type, data),
      name: nameIn(type, data) ?? told('nobody'),
      time: timeIn(type, data),
      number: numberIn(data),
      as: text(data['as']) ?? 'child',
      title: text(data['title']) ?? text(data['name']) ?? text(record(list(data['runbooks'])[0])['title']) ?? '',
      kind: kindOf(type, data) ?? '',
      reason: reasonOf(type, data),
      fields: Object.keys(record(data['changes']))
        .map((field) => extra(field))
        .join(', '),
      promise: clock(data['promise']) ?? '',
      percent: number(data['percent']) ?? number(data['failed']) ?? 0,
      count:
        number(data['steps']) ??
        number(data['days']) ??
        number(data['asked']) ??
        number(data['seen']) ??
        number(data['caseNumber']) ??
        0,
      vendor: text(data['vendor']) ?? told('vendor'),
      recipient: text(data['recipient']) ?? text(record(list(data['bounces'])[0])['email']) ?? told('customer'),
    });
    return { sentence, detail: detailOf(type, data) };
  };
}
