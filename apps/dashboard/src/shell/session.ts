import { redirect } from '@tanstack/react-router';
import { $api } from '../api/client';
import { Problem } from '../api/problem';
import { queryClient } from '../api/query-client';

const me = () => $api.queryOptions('get', '/api/v1/auth/me', {}, { staleTime: Infinity, retry: 1 });

/** Before every page but the sign-in: who is here; whoever is not signed in is sent there and comes back afterwards. */
export async function requireAgent({ location }: { readonly location: { readonly href: string } }): Promise<void> {
  try {
    await queryClient.ensureQueryData(me());
  } catch (error) {
    if (!(error instanceof Problem && error.status === 401)) throw error;
    throw redirect({ to: '/sign-in', search: { next: location.href } });
  }
}

/** The agent at this screen. Only below a route that requires one. */
export function useMe() {
  const { data } = $api.useSuspenseQuery('get', '/api/v1/auth/me', {}, { staleTime: Infinity });
  return {
    id: data.id,
    name: data.name ?? data.email ?? '',
    role: data.role ?? 'agent',
    desks: data.desks ?? [],
    isLead: data.role === 'lead' || data.role === 'admin',
    isAdmin: data.role === 'admin',
  };
}
