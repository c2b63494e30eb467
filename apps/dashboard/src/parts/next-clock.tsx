import { Text } from '@mantine/core';
import { defineWords, useWords } from '../words/words';
import { Countdown, type CountedClock } from './countdown';
import { clockWords } from './state-words';
import type { TicketSummary } from './ticket-list/ticket-summary';

const words = defineWords({
  en: { tier: 'Time at {tier}', none: 'No promise runs' },
  ru: { tier: 'Время на {tier}', none: 'Сроков нет' },
  ko: { tier: '{tier} 처리 시간', none: '진행 중인 약속 없음' },
});

type NextClock = TicketSummary['nextClock'];

export const toCounted = (clock: NonNullable<NextClock>): CountedClock => ({
  state: clock.state,
  dueAt: clock.dueAt,
  breachedAt: clock.breached ? (clock.dueAt ?? 'broken') : null,
  targetSeconds: clock.targetSeconds,
  remainingSeconds: clock.targetSeconds - clock.bankedSeconds,
});

/** Of everything that is promised on a ticket, what matters next, and what it is. `inline`: in one line. */
export function NextClockCell({ clock, inline = false }: { readonly clock: NextClock; readonly inline?: boolean }) {
  const say = useWords(words);
  const sayClock = useWords(clockWords);
  if (!clock) {
    return (
      <Text size="xs" c="dimmed" component="span" title={say('none')}>
        –
      </Text>
    );
  }
  const kind = clock.kind === 'tier' ? say('tier', { tier: `L${clock.tier ?? ''}` }) : sayClock(clock.kind);
  return (
    <span style={{ display: 'inline-flex', flexDirection: inline ? 'row' : 'column', gap: inline ? 6 : 0 }}>
      <Countdown clock={toCounted(clock)} />
      <Text component="span" size="xs" c="dimmed" style={{ alignSelf: inline ? 'center' : undefined }}>
        {kind}
      </Text>
    </span>
  );
}
