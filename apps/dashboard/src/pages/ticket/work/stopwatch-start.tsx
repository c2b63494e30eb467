import { Button, Checkbox, Group, Select } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { workWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { stopwatchWords } from './stopwatch-words';
import { lastKind, useStopwatch } from './use-stopwatch';
import { isWorkKind, workKinds } from './work-kinds';

/** Begins to measure work on this ticket; while it runs, the head of the page shows it. */
export function StopwatchStart() {
  const say = useWords(stopwatchWords);
  const work = useWords(workWords);
  const [kind, setKind] = useState(lastKind);
  const [withCustomer, setWithCustomer] = useState(false);
  const { running, isHere, isBusy, start } = useStopwatch();
  if (isHere || running?.forgotten) return null;
  return (
    <Group gap={6} align="center" mb={8}>
      <Select
        size="xs"
        w={140}
        aria-label={say('kind')}
        allowDeselect={false}
        data={workKinds.map((value) => ({ value, label: work(value) }))}
        value={kind}
        onChange={(value) => isWorkKind(value) && setKind(value)}
      />
      <Button
        size="xs"
        variant="light"
        leftSection={<IconPlayerPlay size={13} aria-hidden />}
        loading={isBusy}
        aria-keyshortcuts="W"
        onClick={() => start(kind, withCustomer)}
      >
        {running ? say('switch', { number: running.number }) : say('start')}
      </Button>
      <Checkbox
        size="xs"
        label={say('with')}
        checked={withCustomer}
        onChange={(event) => setWithCustomer(event.currentTarget.checked)}
      />
    </Group>
  );
}
