import { Badge, Group, Text } from '@mantine/core';
import { Countdown } from '../../parts/countdown';
import { useWords } from '../../words/words';
import { words } from './words';

type State =
  'sending' | 'sent' | 'acknowledged' | 'needs-info' | 'progress' | 'resolved' | 'rejected' | 'undeliverable';

const colours: Readonly<Record<State, string>> = {
  sending: 'gray',
  sent: 'gray',
  acknowledged: 'blue',
  'needs-info': 'orange',
  progress: 'blue',
  resolved: 'green',
  rejected: 'red',
  undeliverable: 'red',
};

export function CaseState({ state }: { readonly state: State }) {
  const say = useWords(words);
  return (
    <Badge size="sm" variant="light" color={colours[state]} tt="none">
      {say(state)}
    </Badge>
  );
}

interface OwesProps {
  readonly awaits: 'acknowledgement' | 'answer' | null;
  readonly dueAt: string | null;
}

/** What the vendor still owes us, and how long it has. */
export function Owes({ awaits, dueAt }: OwesProps) {
  const say = useWords(words);
  if (awaits === null || dueAt === null) return null;
  return (
    <Group gap={6}>
      <Text size="xs" c="dimmed">
        {say('owes', { what: say(awaits) })}
      </Text>
      <Countdown size="xs" clock={{ state: 'running', dueAt }} />
    </Group>
  );
}
