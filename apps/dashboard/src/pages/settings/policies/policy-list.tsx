import { Anchor, Table, Text } from '@mantine/core';
import { clockWords, stateWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { kinds, useForWhom, useNamed, type Policy } from './policy-data';
import classes from './policies.module.css';
import { policyWords } from './policy-words';

interface PolicyListProps {
  readonly policies: readonly Policy[];
  /** Left out: the list is only to be read. */
  readonly onEdit?: (policy: Policy) => void;
}

/** The promises by kind, a line each. */
export function PolicyList({ policies, onEdit }: PolicyListProps) {
  const say = useWords(policyWords);
  const clock = useWords(clockWords);
  return kinds
    .map((kind) => ({ kind, its: policies.filter((policy) => policy.kind === kind) }))
    .filter(({ its }) => its.length > 0)
    .map(({ kind, its }) => (
      <section key={kind} className={classes.kind} aria-labelledby={`kind-${kind}`}>
        <Text component="h3" fw={600} id={`kind-${kind}`}>
          {clock(kind)}
        </Text>
        <Text size="sm" c="dimmed">
          {say(`help_${kind}`)}
        </Text>
        <Table mt={6} verticalSpacing={6} horizontalSpacing="xs" layout="fixed" aria-labelledby={`kind-${kind}`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('for')}</Table.Th>
              <Table.Th className={classes.target}>{say('target')}</Table.Th>
              <Table.Th className={classes.hours} visibleFrom="xs">
                {say('hours')}
              </Table.Th>
              <Table.Th className={classes.pauses} visibleFrom="lg">
                {say('pauses')}
              </Table.Th>
              <Table.Th className={classes.alarms} visibleFrom="md">
                {say('alarms')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {its.map((policy) => (
              <PolicyRow key={policy.id} policy={policy} {...(onEdit && { onEdit })} />
            ))}
          </Table.Tbody>
        </Table>
      </section>
    ));
}

function PolicyRow({ policy, onEdit }: { readonly policy: Policy; readonly onEdit?: (policy: Policy) => void }) {
  const say = useWords(policyWords);
  const clock = useWords(clockWords);
  const state = useWords(stateWords);
  const formats = useFormats();
  const forWhom = useForWhom();
  const { calendars } = useNamed();
  const what = forWhom(policy.conditions);
  const hours = calendars.find(({ value }) => value === policy.calendar)?.label ?? policy.calendar;
  const alarms = new Map<string, number[]>();
  for (const { percent, notify, action } of policy.thresholds) {
    const does = [notify !== 'nobody' && say(notify), action !== 'none' && say(action)].filter(Boolean).join(', ');
    alarms.set(does, [...(alarms.get(does) ?? []), percent]);
  }
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {onEdit ? (
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="start"
            aria-label={say('editOf', { kind: clock(policy.kind), what })}
            onClick={() => onEdit(policy)}
          >
            {what}
          </Anchor>
        ) : (
          <Text size="sm">{what}</Text>
        )}
      </Table.Th>
      <Table.Td className="figures">{formats.duration(policy.targetSeconds)}</Table.Td>
      <Table.Td visibleFrom="xs">
        <Text size="sm" truncate title={hours ?? say('roundTheClock')}>
          {hours ?? say('roundTheClock')}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="lg">
        <Text size="xs" c="dimmed">
          {policy.pausedWhile.map((each) => state(each)).join(', ') || say('never')}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Text size="xs" c="dimmed" className="figures">
          {[...alarms].map(([does, at]) => `${at.join(', ')} % ${does}`).join(' · ')}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
