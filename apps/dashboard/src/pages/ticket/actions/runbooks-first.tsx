import { Alert, Anchor, List, Text } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { defineWords, useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';

const words = defineWords({
  en: {
    title: '{count, plural, one {A runbook comes first} other {Runbooks come first}}',
    goOn: 'Go on with it',
    begin: 'Go to it',
    of: '{go}: {title}',
    kept: 'What you write here is kept.',
  },
  ru: {
    title: '{count, plural, one {Сначала инструкция} other {Сначала инструкции}}',
    goOn: 'Продолжить',
    begin: 'Перейти к ней',
    of: '{go}: {title}',
    kept: 'Написанное здесь сохранится.',
  },
  ko: {
    title: '먼저 런북을 마쳐야 합니다',
    goOn: '이어서 하기',
    begin: '런북으로 가기',
    of: '{go}: {title}',
    kept: '여기에 쓴 내용은 그대로 남습니다.',
  },
});

interface RunbooksFirstProps {
  readonly runbooks: readonly {
    readonly id: string;
    readonly title: string;
    readonly runId: string | null;
    readonly steps: readonly { readonly id: string; readonly title: string }[];
  }[];
}

/** The steps without which it does not go up, and the way to them. */
export function RunbooksFirst({ runbooks }: RunbooksFirstProps) {
  const say = useWords(words);
  const { goToRunbook } = useDesk();
  if (runbooks.length === 0) return null;
  return (
    <Alert
      color="orange"
      py="xs"
      icon={<IconListCheck size={18} />}
      title={say('title', { count: runbooks.length })}
      role="status"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      {runbooks.map(({ id, title, runId, steps }) => {
        const go = say(runId === null ? 'begin' : 'goOn');
        return (
          <div key={id}>
            <Text size="sm" component="div">
              <b>{title}</b>{' '}
              <Anchor
                component="button"
                type="button"
                inherit
                c="inherit"
                underline="always"
                aria-label={say('of', { go, title })}
                onClick={() => goToRunbook(id)}
              >
                {go}
              </Anchor>
            </Text>
            <List size="sm" mb={4}>
              {steps.map((step) => (
                <List.Item key={step.id}>{step.title}</List.Item>
              ))}
            </List>
          </div>
        );
      })}
      <Text size="xs">{say('kept')}</Text>
    </Alert>
  );
}
