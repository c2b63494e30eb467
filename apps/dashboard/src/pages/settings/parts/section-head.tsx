import { Group, Text } from '@mantine/core';
import { defineWords, useWords } from '../../../words/words';

const words = defineWords({
  en: { readOnly: 'You can look at this; admins change it.' },
  ru: { readOnly: 'Вам это доступно для просмотра; меняют администраторы.' },
  ko: { readOnly: '보기만 가능합니다. 변경은 관리자가 합니다.' },
});

interface SectionHeadProps {
  readonly title: string;
  readonly help?: string;
  /** Says that only admins change what is here. */
  readonly isReadOnly?: boolean;
  /** Below the section's own heading: a part of it with a heading of its own. */
  readonly isPart?: boolean;
  readonly children?: React.ReactNode;
}

/** A section's heading, what it is for, and what can be done in it. */
export function SectionHead({ title, help, isReadOnly = false, isPart = false, children }: SectionHeadProps) {
  const say = useWords(words);
  return (
    <Group justify="space-between" align="flex-start" gap="sm" mb="md" mt={isPart ? 'xl' : 0}>
      <div style={{ flex: '1 1 20rem', maxWidth: '44rem' }}>
        <Text component={isPart ? 'h3' : 'h2'} fz={isPart ? 'md' : 'lg'} fw={650} lh={1.3}>
          {title}
        </Text>
        {help && (
          <Text size="sm" c="dimmed" mt={2}>
            {help}
          </Text>
        )}
        {isReadOnly && (
          <Text size="sm" c="dimmed" mt={2}>
            {say('readOnly')}
          </Text>
        )}
      </div>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
