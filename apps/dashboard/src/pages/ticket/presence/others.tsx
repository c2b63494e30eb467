import { Group, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { $api } from '../../../api/client';
import { Person } from '../../../parts/person';
import { useMe } from '../../../shell/session';
import { defineWords, useWords } from '../../../words/words';

const words = defineWords({
  en: { writing: '{names} {count, plural, one {is writing} other {are writing}} …', here: 'Also here' },
  ru: { writing: '{names} {count, plural, one {пишет} few {пишут} many {пишут} other {пишут}} …', here: 'Здесь также' },
  ko: { writing: '{names}님이 작성 중 …', here: '함께 보는 사람' },
});

/** Who else has this ticket open, and who is writing. */
export function Others({ ticketId }: { readonly ticketId: string }) {
  const say = useWords(words);
  const me = useMe();
  const { data } = $api.useQuery('get', '/api/v1/tickets/{id}/presence', { params: { path: { id: ticketId } } });
  const others = data?.agents.filter(({ id }) => id !== me.id) ?? [];
  const writing = others.filter(({ mode }) => mode === 'writing').map(({ name }) => name);
  return (
    <Group gap={6} wrap="nowrap" role="status" aria-live="polite" data-presence>
      {others.length > 0 && (
        <Group gap={2} wrap="nowrap" role="group" aria-label={say('here')}>
          {others.slice(0, 4).map(({ id, name }) => (
            <Person key={id} name={name} compact size="xs" />
          ))}
        </Group>
      )}
      {writing.length > 0 && (
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          <IconPencil size={13} aria-hidden style={{ verticalAlign: '-2px' }} />{' '}
          {say('writing', { names: writing.join(', '), count: writing.length })}
        </Text>
      )}
    </Group>
  );
}
