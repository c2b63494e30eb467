import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { api } from '../api/client';
import { session } from '../api/session';
import { goOn, useMe } from '../shell/session';
import { useWords } from '../words/words';
import { SignInForm } from './sign-in-form';
import { words } from './words';

/** When the session ends under somebody's hands: they sign in over the page, which stays as it is. */
export function SignInAgain() {
  const say = useWords(words);
  const me = useMe();
  const state = useSyncExternalStore(session.subscribe, session.state);
  useEffect(() => session.onSignIn(goOn), []);
  const again = async (): Promise<void> => {
    const { data } = await api.GET('/api/v1/auth/me');
    if (!data) return;
    session.begin(data.id);
    goOn(data.id);
  };
  const isOut = state === 'signed-out';
  return (
    <Modal
      opened={state !== 'holds'}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
      zIndex={1_000}
      title={say(isOut ? 'signedOut' : 'expired')}
      // Who has signed out wants nobody to read on.
      overlayProps={isOut ? { backgroundOpacity: 1, color: 'var(--mantine-color-body)' } : { blur: 2 }}
    >
      <Stack>
        <Text size="sm">{say(isOut ? 'signedOutHelp' : 'expiredHelp')}</Text>
        <SignInForm email={me.email} onDone={again} />
        <Anchor size="sm" href="/sign-in">
          {say('other')}
        </Anchor>
      </Stack>
    </Modal>
  );
}
