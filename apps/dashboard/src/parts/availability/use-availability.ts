import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../api/client';
import { useWords } from '../../words/words';
import { tellFailure } from '../tell-failure';
import { words } from './words';

const PATH = '/api/v1/desk/me/availability';

export const availabilities = ['available', 'busy', 'away', 'offline'] as const;
export type State = (typeof availabilities)[number];

/** Whether one is there for work; a change shows everywhere at once. */
export function useAvailability() {
  const say = useWords(words);
  const client = useQueryClient();
  const { data } = $api.useQuery('get', PATH);
  const { mutate, isPending } = $api.useMutation('put', PATH, {
    onSuccess: (mine) => client.setQueryData($api.queryOptions('get', PATH).queryKey, mine),
    onError: tellFailure(say('notSet')),
  });
  return {
    mine: data,
    isSetting: isPending,
    set: (state: State, minutes: number | null): void => {
      const until = minutes === null ? {} : { until: new Date(Date.now() + minutes * 60_000).toISOString() };
      mutate({ body: { state, ...until } });
    },
  };
}
