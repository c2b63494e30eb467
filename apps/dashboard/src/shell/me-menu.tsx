import {
  Avatar,
  Menu,
  UnstyledButton,
  VisuallyHidden,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { IconCheck, IconLogout } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { queryClient } from '../api/query-client';
import { chooseLanguage, languageNames, languages } from '../words/language';
import { useLanguage, useWords } from '../words/words';
import { signOut, useMe } from './session';
import { words } from './words';

const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** Who is at this screen, and how they want it. */
export function MeMenu() {
  const say = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await signOut();
    await navigate({ to: '/sign-in' });
    queryClient.clear();
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton>
          <Avatar name={me.name} color="initials" size="sm" aria-hidden />
          <VisuallyHidden>{me.name}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{say('language')}</Menu.Label>
        {languages.map((each) => (
          <Menu.Item
            key={each}
            lang={each}
            onClick={() => {
              chooseLanguage(each);
              // Sentences of the server are in the language of the screen too.
              void queryClient.invalidateQueries();
            }}
            rightSection={each === language && <IconCheck size={16} />}
          >
            {languageNames[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{say('colours')}</Menu.Label>
        {schemes.map((each) => (
          <Menu.Item
            key={each}
            onClick={() => setColorScheme(each)}
            rightSection={each === colorScheme && <IconCheck size={16} />}
          >
            {say(each)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {say('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
