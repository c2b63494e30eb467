import { $api } from '../api/client';
import { sections, sectionWords } from '../pages/settings/sections';
import { useWords } from '../words/words';
import { usePages } from './pages';
import { useMe } from './session';
import { words } from './words';

export interface Place {
  readonly to: string;
  readonly label: string;
  /** What it is a part of. */
  readonly group?: string;
}

/** Everywhere this agent can go: pages, queues, sections of the settings. */
export function usePlaces(): readonly Place[] {
  const say = useWords(words);
  const section = useWords(sectionWords);
  const me = useMe();
  const pages = usePages();
  const { data } = $api.useQuery('get', '/api/v1/desk/queues');
  const settings = sections.filter(({ roles }) => roles.some((role) => role === me.role));
  return [
    { to: '/', label: say('myWork') },
    ...(data?.items ?? []).map(({ tier, name }) => ({ to: `/queues/${tier}`, label: name })),
    ...pages,
    ...settings.map(({ id }) => ({
      to: `/settings/${id}`,
      label: section(id),
      group: say('settings'),
    })),
  ];
}
