import { Button, Collapse, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHelpCircle } from '@tabler/icons-react';
import { useNow } from '../../../live/now';
import { Countdown, standingOf } from '../../../parts/countdown';
import { Loaded, LoadingRows } from '../../../parts/states';
import { clockWords, pauseWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { defineWords, useWords } from '../../../words/words';
import { useClocks, type ClockView } from '../ticket-data';
import classes from './clocks.module.css';
import { Panel } from './panel';

const words = defineWords({
  en: {
    title: 'Promises',
    none: 'Nothing is promised on this ticket.',
    why: 'Why?',
    whyOf: 'Why is “{clock}” due then?',
    used: '{used} of {target}',
    over: '{count, plural, one {# that ended} other {# that ended}}',
    pauses: 'Stood still',
    pause: '{reason}, {time}',
    bar: '{clock}: {used} of {target} used',
  },
  ru: {
    title: 'Обещания',
    none: 'По этой заявке ничего не обещано.',
    why: 'Почему?',
    whyOf: 'Почему такой срок: «{clock}»?',
    used: '{used} из {target}',
    over: '{count, plural, one {# завершённое} few {# завершённых} many {# завершённых} other {# завершённых}}',
    pauses: 'Не считалось',
    pause: '{reason}, {time}',
    bar: '{clock}: использовано {used} из {target}',
  },
  ko: {
    title: '약속',
    none: '이 티켓에는 약속된 시간이 없습니다.',
    why: '이유',
    whyOf: '“{clock}” 기한의 이유',
    used: '{target} 중 {used}',
    over: '끝난 약속 {count}건',
    pauses: '멈춘 시간',
    pause: '{reason}, {time}',
    bar: '{clock}: {target} 중 {used} 사용',
  },
});

const isOver = ({ state }: ClockView): boolean => state === 'met' || state === 'cancelled';
/** What is broken or due first comes first; what stands still last. */
const urgency = ({ dueAt, state }: ClockView): string => (state === 'paused' ? '~' : (dueAt ?? '~'));

/** Every promise as a bar; why it is due then is said when asked for. */
export function ClocksPanel({ ticketId }: { readonly ticketId: string }) {
  const say = useWords(words);
  const query = useClocks(ticketId);
  const [showsOver, { toggle }] = useDisclosure(false);
  return (
    <Panel title={say('title')}>
      <Loaded query={query} loading={<LoadingRows rows={3} height={36} />}>
        {({ items }) => {
          const running = items
            .filter((clock) => !isOver(clock))
            .toSorted((a, b) => (urgency(a) < urgency(b) ? -1 : 1));
          const over = items.filter(isOver);
          return (
            <>
              {items.length === 0 && (
                <Text size="sm" c="dimmed">
                  {say('none')}
                </Text>
              )}
              <ul className={classes.list}>
                {running.map((clock) => (
                  <ClockBar key={clock.id} clock={clock} />
                ))}
              </ul>
              {over.length > 0 && (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-xs"
                  ml={-8}
                  onClick={toggle}
                  aria-expanded={showsOver}
                >
                  {say('over', { count: over.length })}
                </Button>
              )}
              {showsOver && (
                <ul className={classes.list}>
                  {over.map((clock) => (
                    <ClockBar key={clock.id} clock={clock} />
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function ClockBar({ clock }: { readonly clock: ClockView }) {
  const say = useWords(words);
  const kind = useWords(clockWords);
  const pause = useWords(pauseWords);
  const formats = useFormats();
  const now = useNow();
  const [isTold, { toggle }] = useDisclosure(false);
  const { targetSeconds, usedSeconds } = clock;
  const share = Math.min(1, usedSeconds / Math.max(1, targetSeconds));
  const name = clock.kind === 'tier' ? `${kind('tier')} L${clock.tier}` : kind(clock.kind);
  const figures = { used: formats.duration(usedSeconds), target: formats.duration(targetSeconds) };
  return (
    <li className={classes.clock} data-state={standingOf(clock, now)}>
      <div className={classes.line}>
        <Text size="sm" fw={550} truncate>
          {name}
          {clock.owner && (
            <Text span size="sm" c="dimmed" fw={400}>
              {' '}
              {clock.owner.name}
            </Text>
          )}
        </Text>
        <Countdown clock={clock} />
      </div>
      <div
        className={classes.bar}
        role="img"
        aria-label={say('bar', { clock: name, ...figures })}
        data-clock-bar={clock.kind}
      >
        <div style={{ width: `${share * 100}%` }} />
      </div>
      <div className={classes.line}>
        <Text size="xs" c="dimmed" className="figures">
          {say('used', figures)}
        </Text>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          mr={-8}
          leftSection={<IconHelpCircle size={13} aria-hidden />}
          onClick={toggle}
          aria-expanded={isTold}
          aria-label={say('whyOf', { clock: name })}
        >
          {say('why')}
        </Button>
      </div>
      <Collapse expanded={isTold}>
        <Text size="xs" className={classes.why}>
          {clock.why}
        </Text>
        {clock.pauses && clock.pauses.length > 0 && (
          <ul className={classes.pauses} aria-label={say('pauses')}>
            {clock.pauses.map(({ from, to, reason, lostSeconds }) => (
              <li key={from}>
                <span className="figures">
                  {formats.instant(from)} – {to ? formats.instant(to) : '…'}
                </span>{' '}
                {say('pause', { reason: pause(reason), time: formats.duration(lostSeconds) })}
              </li>
            ))}
          </ul>
        )}
      </Collapse>
    </li>
  );
}
