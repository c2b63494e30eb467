import { Text, Tooltip } from '@mantine/core';
import { IconAlarm, IconAlertTriangle, IconCheck, IconPlayerPause } from '@tabler/icons-react';
import { useNowUntil } from '../live/now';
import { useFormats } from '../words/formats';
import { defineWords, useWords } from '../words/words';
import classes from './countdown.module.css';

const words = defineWords({
  en: {
    dueIn: 'due in {time}',
    over: '{time} over',
    paused: 'paused',
    pausedWith: 'paused, {time} left',
    pausedOver: 'paused, {time} over',
    kept: 'kept',
    keptLate: 'ended late',
    cancelled: 'no longer counts',
    dueAt: 'due {at}',
  },
  ru: {
    dueIn: 'осталось {time}',
    over: 'просрочка {time}',
    paused: 'на паузе',
    pausedWith: 'на паузе, осталось {time}',
    pausedOver: 'на паузе, просрочка {time}',
    kept: 'выполнено',
    keptLate: 'выполнено с опозданием',
    cancelled: 'больше не считается',
    dueAt: 'срок: {at}',
  },
  ko: {
    dueIn: '{time} 남음',
    over: '{time} 초과',
    paused: '일시 정지',
    pausedWith: '일시 정지, {time} 남음',
    pausedOver: '일시 정지, {time} 초과',
    kept: '지킴',
    keptLate: '늦게 완료',
    cancelled: '더 이상 적용되지 않음',
    dueAt: '기한 {at}',
  },
});

/** What a countdown needs to know of a clock; the API's clocks have it all. */
export interface CountedClock {
  readonly state: 'running' | 'paused' | 'met' | 'cancelled';
  readonly dueAt: string | null;
  readonly breachedAt?: string | null;
  readonly targetSeconds?: number;
  readonly remainingSeconds?: number;
}

/** How a promise stands: `risk` is the last quarter of its time. */
export type Standing = 'fine' | 'risk' | 'broken' | 'paused' | 'kept' | 'late' | 'cancelled';

export function standingOf(clock: CountedClock, now: number): Standing {
  const { state, dueAt, breachedAt, targetSeconds } = clock;
  if (state === 'cancelled') return 'cancelled';
  if (state === 'met') return breachedAt ? 'late' : 'kept';
  const left = dueAt === null ? null : Date.parse(dueAt) - now;
  if (breachedAt || (state === 'running' && left !== null && left < 0)) return 'broken';
  if (state === 'paused') return 'paused';
  const share = targetSeconds === undefined ? 900_000 : targetSeconds * 250;
  return left !== null && left <= share ? 'risk' : 'fine';
}

const icons = {
  fine: IconAlarm,
  risk: IconAlarm,
  broken: IconAlertTriangle,
  paused: IconPlayerPause,
  kept: IconCheck,
  late: IconAlertTriangle,
  cancelled: IconCheck,
} as const;

/** How long until a promise is broken, or for how long it is: live, in words and colour. */
export function Countdown({ clock, size = 'sm' }: { readonly clock: CountedClock; readonly size?: 'xs' | 'sm' }) {
  const say = useWords(words);
  const formats = useFormats();
  const isCounted = clock.state === 'running' && clock.dueAt !== null;
  const now = useNowUntil(isCounted ? Date.parse(clock.dueAt) : null);
  const standing = standingOf(clock, now);
  const Icon = icons[standing];
  const text = (
    <Text
      component="span"
      size={size}
      className={`${classes.countdown} figures`}
      data-state={standing}
      fw={standing === 'broken' || standing === 'risk' ? 600 : undefined}
    >
      <Icon size={size === 'xs' ? 13 : 15} aria-hidden className={classes.icon} />
      {useSentence(clock, standing, now)}
    </Text>
  );
  if (clock.dueAt === null) return text;
  return <Tooltip label={say('dueAt', { at: formats.exactly(clock.dueAt) })}>{text}</Tooltip>;
}

function useSentence({ state, dueAt, remainingSeconds }: CountedClock, standing: Standing, now: number): string {
  const say = useWords(words);
  const formats = useFormats();
  const left = dueAt === null ? null : (Date.parse(dueAt) - now) / 1_000;
  if (state === 'paused') {
    if (remainingSeconds === undefined) return say('paused');
    return say(remainingSeconds < 0 ? 'pausedOver' : 'pausedWith', { time: formats.duration(remainingSeconds) });
  }
  if (standing === 'kept') return say('kept');
  if (standing === 'late') return say('keptLate');
  if (standing === 'cancelled') return say('cancelled');
  return left === null ? say('paused') : say(left < 0 ? 'over' : 'dueIn', { time: formats.duration(left) });
}
