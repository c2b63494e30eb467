import { Center, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { session } from '../api/session';
import { enter } from '../shell/session';
import { chooseLanguage, languageNames, languages, type Language } from '../words/language';
import { useLanguage, useWords } from '../words/words';
import { SignInForm } from './sign-in-form';
import { words } from './words';

/** Only a path of our own: a link that came from elsewhere must not send anybody away after signing in. */
const ownPath = (next: string | undefined): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

export function SignInPage() {
  const say = useWords(words);
  const language = useLanguage();
  const navigate = useNavigate();
  const path = ownPath(useSearch({ from: '/sign-in' }).next);
  const goThere = async (): Promise<void> => {
    await enter();
    // The one page behind this door that is not ours.
    if (path.startsWith('/bull-board')) globalThis.location.assign(path);
    else await navigate({ href: path });
  };
  useEffect(() => session.onSignIn(() => globalThis.location.assign(path)), [path]);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={380} gap="lg">
        <Group gap="xs" justify="center">
          <img src="/favicon.svg" width={32} height={32} alt="" />
          <Text fw={700} fz={22}>
            Tierline
          </Text>
        </Group>
        <Paper withBorder p="xl" radius="md" shadow="xs">
          <Stack>
            <Title order={1} size="h3">
              {say('title')}
            </Title>
            <SignInForm onDone={goThere} />
          </Stack>
        </Paper>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={say('language')}
          value={language}
          onChange={(value) => chooseLanguage(value as Language)}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
      </Stack>
    </Center>
  );
}
