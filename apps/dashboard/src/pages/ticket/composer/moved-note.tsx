import { Alert, Button, Group, Text } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useFormats } from '../../../words/formats';
import { defineWords, useWords } from '../../../words/words';
import type { PostView } from '../ticket-data';

const words = defineWords({
  en: {
    title: '{count, plural, one {A new post since you began to write} other {# new posts since you began to write}}',
    refused: 'Not sent: somebody wrote meanwhile. Read it, then send again if it still fits.',
    read: 'I have read it',
  },
  ru: {
    title:
      '{count, plural, one {# новое сообщение, пока вы писали} few {# новых сообщения, пока вы писали} many {# новых сообщений, пока вы писали} other {# новых сообщения, пока вы писали}}',
    refused: 'Не отправлено: пока вы писали, появилось новое. Прочтите и отправьте снова, если текст ещё подходит.',
    read: 'Прочитано',
  },
  ko: {
    title: '작성하는 동안 새 글 {count}개가 올라왔습니다',
    refused: '보내지 않았습니다. 그사이 새 글이 올라왔으니 읽고, 그대로 괜찮으면 다시 보내세요.',
    read: '읽었습니다',
  },
});

interface MovedNoteProps {
  readonly posts: readonly PostView[];
  /** The server held a post back because of them. */
  readonly wasRefused: boolean;
  readonly onRead: () => void;
}

/** What others wrote while this agent was writing: nobody answers a conversation that has moved on without knowing. */
export function MovedNote({ posts, wasRefused, onRead }: MovedNoteProps) {
  const say = useWords(words);
  const formats = useFormats();
  if (posts.length === 0) return null;
  return (
    <Alert
      color="orange"
      py="xs"
      mb="xs"
      role={wasRefused ? 'alert' : 'status'}
      icon={<IconMessagePlus size={18} />}
      title={say('title', { count: posts.length })}
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
    >
      {wasRefused && (
        <Text size="sm" mb={4}>
          {say('refused')}
        </Text>
      )}
      {posts.slice(-3).map(({ id, author, body, createdAt }) => (
        <Text key={id} size="sm" lineClamp={3}>
          <b>{author.name ?? ''}</b> <span className="figures">{formats.instant(createdAt)}</span> {body}
        </Text>
      ))}
      <Group mt={6}>
        <Button size="compact-xs" variant="default" onClick={onRead}>
          {say('read')}
        </Button>
      </Group>
    </Alert>
  );
}
