import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { queryClient } from '../api/query-client';
import { availabilities, useAvailability } from '../parts/availability/use-availability';
import { words as availabilityWords } from '../parts/availability/words';
import { chooseLanguage, languageNames, languages, type Language } from '../words/language';
import { useWords } from '../words/words';
import { signOut } from './session';
import { words } from './words';

export interface Choice {
  readonly group: string;
  readonly label: string;
  readonly run: () => void;
}

export const schemes: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** Sentences of the server are in the language of the screen too. */
export function speak(language: Language): void {
  chooseLanguage(language);
  void queryClient.invalidateQueries();
}

/** Ends the session and shows the door. */
export function useSignOut(): () => Promise<void> {
  const navigate = useNavigate();
  return async () => {
    await signOut();
    await navigate({ to: '/sign-in' });
    queryClient.clear();
  };
}

/** What one can set about oneself. */
export function useMyChoices(): readonly Choice[] {
  const say = useWords(words);
  const available = useWords(availabilityWords);
  const { set } = useAvailability();
  const { setColorScheme } = useMantineColorScheme();
  const leave = useSignOut();
  return [
    ...availabilities.map((state) => ({
      group: available('title'),
      label: available(state),
      run: () => set(state, null),
    })),
    ...languages.map((each) => ({ group: say('language'), label: languageNames[each], run: () => speak(each) })),
    ...schemes.map((each) => ({ group: say('colours'), label: say(each), run: () => setColorScheme(each) })),
    { group: say('account'), label: say('signOut'), run: () => void leave() },
  ];
}
