import { Alert, List, Text } from '@mantine/core';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { defineWords, useWords } from '../../../words/words';

const words = defineWords({
  en: { title: 'When you save' },
  ru: { title: 'После сохранения' },
  ko: { title: '저장하면' },
});

interface WillChangeProps {
  /** A sentence each; what is not so is left out by `false` or null. Nothing at all: nothing is shown. */
  readonly what: readonly (string | false | null)[];
  /** Something of it hurts. */
  readonly isHard?: boolean;
}

/** What saving does to the work of others, said before it is done. */
export function WillChange({ what, isHard = false }: WillChangeProps) {
  const say = useWords(words);
  const sentences = what.filter((each): each is string => Boolean(each));
  if (sentences.length === 0) return null;
  return (
    <Alert role="status" color={isHard ? 'orange' : 'gray'} py="xs" icon={<IconArrowForwardUp size={18} />}>
      <Text size="sm" fw={600}>
        {say('title')}
      </Text>
      <List size="sm" spacing={2} mt={2} listStyleType="none">
        {sentences.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
