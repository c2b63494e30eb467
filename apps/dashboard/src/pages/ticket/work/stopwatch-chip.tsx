import { Button, Group, NumberInput, Popover, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClockExclamation, IconClockPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useNow } from '../../../live/now';
import { TextLink } from '../../../parts/link';
import { workWords } from '../../../parts/state-words';
import { useShortcut } from '../../../shell/shortcuts';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { stopwatchWords } from './stopwatch-words';
import { useStopwatch } from './use-stopwatch';

type Running = NonNullable<ReturnType<typeof useStopwatch>['running']>;

/** The stopwatch while it runs, in sight wherever one is on the page; `W` starts it here, and stops it. */
export function StopwatchChip() {
  const say = useWords(stopwatchWords);
  const { may } = useDesk();
  const { running, isHere, isBusy, start, stop } = useStopwatch();
  const [isOpen, { open, close, toggle }] = useDisclosure(false);
  const press = (): void => {
    if (isBusy) return;
    if (running?.forgotten) open();
    else if (isHere) stop();
    else start();
  };
  useShortcut('W', say('toggle'), running || may.has('log-work') ? press : null);
  if (!running) return null;
  const title = isHere ? say('runsHere') : say('runsOn', { number: running.number });
  return (
    <Popover
      opened={isOpen}
      onChange={(value) => !value && close()}
      position="bottom-start"
      width={290}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={
            running.forgotten ? (
              <IconClockExclamation size={14} aria-hidden color="var(--mantine-color-orange-6)" />
            ) : (
              <IconClockPlay size={14} aria-hidden color="var(--mantine-color-blue-6)" />
            )
          }
          aria-haspopup="dialog"
          aria-keyshortcuts="W"
          data-stopwatch={isHere ? 'here' : 'elsewhere'}
          onClick={toggle}
          className="figures"
        >
          <VisuallyHidden>{title}</VisuallyHidden>
          {!isHere && <span aria-hidden>{running.number} ·&nbsp;</span>}
          <Elapsed running={running} />
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={600} mb={6}>
          {title}
        </Text>
        <StopForm
          running={running}
          isBusy={isBusy}
          onStop={(body) => {
            stop(body);
            close();
          }}
        />
        {!isHere && (
          <TextLink to="/tickets/$id" params={{ id: running.number }} size="sm" mt="xs" display="block">
            {say('open', { number: running.number })}
          </TextLink>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

const secondsOf = ({ startedAt }: Running, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(startedAt)) / 1_000));

/** `12:07`, `1:02:33`. */
function Elapsed({ running }: { readonly running: Running }) {
  const seconds = secondsOf(running, useNow());
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours, ...rest] = parts.map((part) => String(part).padStart(2, '0'));
  return (
    <span role="timer" aria-live="off">
      {(parts[0] ? [String(Number(hours)), ...rest] : rest).join(':')}
    </span>
  );
}

interface StopFormProps {
  readonly running: Running;
  readonly isBusy: boolean;
  readonly onStop: (body: { note?: string; seconds?: number; discard?: boolean }) => void;
}

function StopForm({ running, isBusy, onStop }: StopFormProps) {
  const say = useWords(stopwatchWords);
  const work = useWords(workWords);
  const formats = useFormats();
  const now = useNow();
  const [note, setNote] = useState('');
  const [minutes, setMinutes] = useState<number | string>('');
  const { forgotten, kind, withCustomer } = running;
  const said = note.trim() ? { note: note.trim() } : {};
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onStop(forgotten ? { ...said, seconds: Math.round(Number(minutes) * 60) } : said);
      }}
    >
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {[work(kind), withCustomer && say('with')].filter(Boolean).join(', ')}
        </Text>
        {forgotten && (
          <NumberInput
            size="xs"
            label={say('forgotten', { time: formats.duration(secondsOf(running, now)) })}
            aria-label={say('minutes')}
            min={1}
            max={1_440}
            value={minutes}
            onChange={setMinutes}
          />
        )}
        <TextInput
          size="xs"
          label={say('note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group gap={6}>
          <Button size="xs" type="submit" loading={isBusy} disabled={forgotten && !(Number(minutes) > 0)}>
            {say('stop')}
          </Button>
          <Button size="xs" variant="default" disabled={isBusy} onClick={() => onStop({ discard: true })}>
            {say('discard')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
