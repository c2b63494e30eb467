import { Group, Stack, Text } from '@mantine/core';
import type { paths } from '../../api/schema';
import { Instant } from '../../parts/instant';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import classes from './vendor-cases.module.css';
import { words } from './words';

type Case = paths['/api/v1/vendor-cases/{id}']['get']['responses'][200]['content']['application/json'];

interface CaseThreadProps {
  readonly thread: Case['thread'];
  readonly deliveries: Case['deliveries'];
  readonly vendor: string;
}

/** What both sides said, oldest first, with what became of each delivery. */
export function CaseThread({ thread, deliveries, vendor }: CaseThreadProps) {
  const say = useWords(words);
  const verb = (kind: Case['thread'][number]['kind']): string => {
    if (kind === 'case.opened') return say('opened');
    if (kind === 'case.reminder') return say('reminded');
    return kind === 'case.message' ? say('wrote') : say(kind);
  };
  return (
    <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {thread.map((said) => (
        <li key={said.id}>
          <Group gap={6} mb={4}>
            <Text size="sm" fw={600}>
              {said.from === 'us' ? (said.author?.name ?? say('us')) : vendor}
            </Text>
            <Text size="sm" c="dimmed">
              {verb(said.kind)} · <Instant at={said.at} />
            </Text>
          </Group>
          {said.body && (
            <Text size="sm" component="div" className={classes.said} data-from={said.from}>
              {said.body}
            </Text>
          )}
          {!said.counted && (
            <Text size="xs" c="dimmed">
              {say('notCounted')}
            </Text>
          )}
          <Delivery of={deliveries.find(({ id }) => id === said.id)} />
        </li>
      ))}
    </Stack>
  );
}

function Delivery({ of }: { readonly of: Case['deliveries'][number] | undefined }) {
  const say = useWords(words);
  const formats = useFormats();
  if (!of) return null;
  if (of.deliveredAt) return <Line>{say('delivered', { at: formats.instant(of.deliveredAt) })}</Line>;
  if (of.failedAt) return <Line isWrong>{say('failed', { error: of.lastError ?? '' })}</Line>;
  const next = of.nextAttemptAt ? ` · ${say('next', { at: formats.instant(of.nextAttemptAt) })}` : '';
  return (
    <Line isWrong={of.attempts > 0}>
      {say('undelivered', { count: of.attempts })}
      {next}
      {of.lastError && ` · ${of.lastError}`}
    </Line>
  );
}

const Line = ({ children, isWrong = false }: { readonly children: React.ReactNode; readonly isWrong?: boolean }) => (
  <Text size="xs" c={isWrong ? 'orange' : 'dimmed'} mt={2}>
    {children}
  </Text>
);
