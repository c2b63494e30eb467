import { Button, Menu, ScrollArea } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '../../../shell/session';
import { defineWords, useWords } from '../../../words/words';
import { useAgents } from '../ticket-data';

const words = defineWords({
  en: { mention: 'Mention', find: 'Find a colleague' },
  ru: { mention: 'Упомянуть', find: 'Найти коллегу' },
  ko: { mention: '멘션', find: '동료 찾기' },
});

interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** Who is named with an @ in a note hears of it in the inbox. */
export function useMentions() {
  const me = useMe();
  const agents = useAgents().data?.items ?? [];
  const colleagues: readonly Colleague[] = agents.filter(({ id, active }) => active && id !== me.id);
  return {
    colleagues,
    mentioned: (text: string): readonly string[] =>
      colleagues.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id),
  };
}

interface MentionMenuProps {
  readonly colleagues: readonly Colleague[];
  readonly onPick: (name: string) => void;
}

export function MentionMenu({ colleagues, onPick }: MentionMenuProps) {
  const say = useWords(words);
  const [find, setFind] = useState('');
  const found = colleagues.filter(({ name }) => name.toLowerCase().includes(find.trim().toLowerCase()));
  return (
    <Menu withInitialFocusPlaceholder={false} position="top-start" width={240} onClose={() => setFind('')}>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconAt size={14} aria-hidden />}>
          {say('mention')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Search
          aria-label={say('find')}
          placeholder={say('find')}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
        <ScrollArea.Autosize mah={220}>
          {found.map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => onPick(name)}>
              {name}
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
}
