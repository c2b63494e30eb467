import { redirect } from '@tanstack/react-router';
import { $api, api } from '../api/client';
import { Problem } from '../api/problem';
import { queryClient } from '../api/query-client';
import { session } from '../api/session';
import { live } from '../live/live';

const me = () => $api.queryOptions('get', '/api/v1/auth/me', {}, { staleTime: Infinity, retry: 1 });

/** Before every page but the sign-in: who is here; whoever is not signed in is sent there and comes back afterwards. */
export async function requireAgent({ location }: { readonly location: { readonly href: string } }): Promise<void> {
  try {
    await queryClient.ensureQueryData(me());
    // Before the first page is read, so that it misses nothing.
    live.start();
  } catch (error) {
    if (!(error instanceof Problem && error.status === 401)) throw error;
    throw redirect({ to: '/sign-in', search: { next: location.href } });
  }
}

/** After the right password: whoever was here before leaves nothing behind. */
export async function enter(): Promise<void> {
  queryClient.clear();
  live.stop();
  const { id } = await queryClient.fetchQuery(me());
  session.begin(id);
}

/** Ends the session of every tab of this browser. */
export async function signOut(): Promise<void> {
  await api.POST('/api/v1/auth/logout').catch(() => undefined);
  live.stop();
  session.leave();
}

/** The same agent has signed in again, here or in another tab: everything goes on; somebody else begins anew. */
export function goOn(id: string): void {
  const mine = queryClient.getQueryData<{ readonly id: string }>(me().queryKey)?.id;
  if (mine !== undefined && mine !== id) return globalThis.location.reload();
  live.stop();
  live.start();
  void queryClient.invalidateQueries();
}

/** The agent at this screen. Only below a route that requires one. */
export function useMe() {
  const { data } = $api.useSuspenseQuery('get', '/api/v1/auth/me', {}, { staleTime: Infinity });
  return {
    id: data.id,
    name: data.name ?? data.email ?? '',
    email: data.email ?? '',
    role: data.role ?? 'agent',
    desks: data.desks ?? [],
    isLead: data.role === 'lead' || data.role === 'admin',
    isAdmin: data.role === 'admin',
  };
}
