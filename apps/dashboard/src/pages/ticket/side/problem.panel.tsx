import { Button, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { defineWords, useWords } from '../../../words/words';
import { actionWords } from '../action-words';
import { useDesk } from '../ticket-desk';
import classes from './hand-over.module.css';
import { Panel } from './panel';

const words = defineWords({
  en: {
    title: 'Problem',
    symptom: 'Symptom',
    problem: 'Underlying problem',
    goal: 'What the customer wants to achieve',
    none: 'Not described yet: say what the customer sees, what lies behind it and what they want to achieve.',
  },
  ru: {
    title: 'Проблема',
    symptom: 'Симптом',
    problem: 'Что за этим стоит',
    goal: 'Чего хочет добиться клиент',
    none: 'Ещё не описана: скажите, что видит клиент, что за этим стоит и чего он хочет добиться.',
  },
  ko: {
    title: '문제',
    symptom: '증상',
    problem: '근본 문제',
    goal: '고객이 이루려는 것',
    none: '아직 정리되지 않았습니다. 고객이 보는 증상, 그 뒤의 문제, 원하는 목표를 적어 주세요.',
  },
});

/** So that nobody treats a symptom. */
export function ProblemPanel() {
  const say = useWords(words);
  const action = useWords(actionWords);
  const { ticket, may, open } = useDesk();
  const parts = [
    [say('symptom'), ticket.symptom],
    [say('problem'), ticket.underlyingProblem],
    [say('goal'), ticket.goal],
  ] as const;
  return (
    <Panel
      title={say('title')}
      right={
        may.has('describe') && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPencil size={13} aria-hidden />}
            onClick={() => open('describe')}
          >
            {action('describe')}
          </Button>
        )
      }
    >
      {parts.every(([, text]) => !text) && (
        <Text size="sm" c="dimmed">
          {say('none')}
        </Text>
      )}
      {parts.map(
        ([name, text]) =>
          text && (
            <div key={name} className={classes.part} style={{ marginTop: 4 }}>
              <h3>{name}</h3>
              <p>{text}</p>
            </div>
          ),
      )}
    </Panel>
  );
}
