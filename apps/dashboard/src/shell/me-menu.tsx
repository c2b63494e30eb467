import { Avatar, Menu, UnstyledButton, VisuallyHidden, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconLogout } from '@tabler/icons-react';
import { languageNames, languages } from '../words/language';
import { useLanguage, useWords } from '../words/words';
import { schemes, speak, useSignOut } from './my-choices';
import { useMe } from './session';
import { words } from './words';

/** Who is at this screen, and how they want it. */
export function MeMenu() {
  const say = useWords(words);
  const me = useMe();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useSignOut();
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
            onClick={() => speak(each)}
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
