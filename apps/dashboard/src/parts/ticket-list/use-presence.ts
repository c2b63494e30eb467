import { useMemo } from 'react';
import { $api } from '../../api/client';
import { useMe } from '../../shell/session';

export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly mode: 'viewing' | 'writing';
}

const NOBODY: readonly Visitor[] = [];

/** Who else has which ticket open now. */
export function useVisitors(): (ticketId: string) => readonly Visitor[] {
  const { id: me } = useMe();
  const { data } = $api.useQuery('get', '/api/v1/desk/presence');
  const visitors = useMemo(
    () =>
      new Map<string, readonly Visitor[]>(
        data?.items.map(({ ticketId, agents }) => [ticketId, agents.filter(({ id }) => id !== me)]),
      ),
    [data, me],
  );
  return (ticketId) => visitors.get(ticketId) ?? NOBODY;
}
