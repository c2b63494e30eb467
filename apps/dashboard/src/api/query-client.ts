import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

/**
 * Nothing is asked again by a timer: the live stream says what changed. What failed for a passing reason is tried again by
 * itself, with growing distance.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      retry: (failures, error) => error instanceof Problem && error.isPassing && failures < 5,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 8_000),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});
