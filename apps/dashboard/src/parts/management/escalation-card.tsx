import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import { Instant } from '../instant';
import { TextLink } from '../link';
import { AnswerDialog } from './answer.dialog';
import { answersTo, type Answer, type Escalation } from './escalations';
import classes from './management.module.css';
import { words } from './words';

interface Props {
  readonly escalation: Escalation;
  /** Which ticket it is about has to be said: it does not stand on its page. */
  readonly withTicket?: boolean;
}

/** What was raised to management: why, by whom, how it goes, and what can be answered. */
export function EscalationCard({ escalation, withTicket = false }: Props) {
  const say = useWords(words);
  const me = useMe();
  const [answer, open] = useState<Answer | null>(null);
  const { number, subject, state, reason, severity, justification, raisedBy, raisedAt, requestedBy } = escalation;
  const answers = answersTo(escalation, me.isLead);
  return (
    <article
      className={classes.card}
      data-state={state}
      data-over={state === 'declined' || state === 'ended' || undefined}
      aria-label={`${say(state)}: ${number}`}
    >
      {withTicket && (
        <TextLink to="/tickets/$id" params={{ id: number }} size="sm" c="inherit" fw={600} lineClamp={2}>
          <span className="figures">{number}</span> {subject}
        </TextLink>
      )}
      <Text size="xs" mt={withTicket ? 4 : 0}>
        <b>{say(state)}</b> · {say(reason)} · {say(severity)}
      </Text>
      <Text size="sm" className={classes.written}>
        {justification}
      </Text>
      <Text size="xs" c="dimmed">
        {say(requestedBy === 'customer' ? 'byCustomer' : 'byUs', { name: raisedBy.name })} · <Instant at={raisedAt} />
      </Text>
      <Course escalation={escalation} />
      {answers.length > 0 && (
        <Group gap={6} mt={8}>
          {answers.map((each) => (
            <Button
              key={each}
              size="compact-xs"
              variant={each === 'approve' ? 'filled' : 'default'}
              aria-label={say(`${each}Title`, { number })}
              onClick={() => open(each)}
            >
              {say(each)}
            </Button>
          ))}
        </Group>
      )}
      {answer && <AnswerDialog escalation={escalation} answer={answer} onClose={() => open(null)} />}
    </article>
  );
}

/** What was decided, noted and said at the end. */
function Course({ escalation }: { readonly escalation: Escalation }) {
  const say = useWords(words);
  const { decidedBy, decidedAt, decisionNote, notes, endedBy, endedAt, endReason } = escalation;
  const lines = [
    decidedBy && { key: 'decided', who: say('decidedBy', { name: decidedBy.name }), at: decidedAt, said: decisionNote },
    ...notes.map(({ id, agent, trend, note, at }) => ({
      key: id,
      who: `${agent.name}: ${say(trend)}`,
      at: at as string | null,
      said: note as string | null,
    })),
    endedBy && { key: 'ended', who: say('endedBy', { name: endedBy.name }), at: endedAt, said: endReason },
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return (
    <ul className={classes.notes}>
      {lines.map(({ key, who, at, said }) => (
        <li key={key}>
          {said && (
            <Text size="sm" className={classes.written}>
              {said}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {who}
            {at && (
              <>
                {' · '}
                <Instant at={at} />
              </>
            )}
          </Text>
        </li>
      ))}
    </ul>
  );
}
