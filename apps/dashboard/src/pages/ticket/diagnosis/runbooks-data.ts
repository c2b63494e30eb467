import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import { useTicketChanged } from '../ticket-data';

export const useRuns = (id: string) => $api.useQuery('get', '/api/v1/tickets/{id}/runs', { params: { path: { id } } });
export type Run = NonNullable<ReturnType<typeof useRuns>['data']>['items'][number];
export type Step = Run['steps'][number];
export type StepDone = Run['path'][number];

export const useFitting = (id: string) =>
  $api.useQuery('get', '/api/v1/tickets/{id}/runbooks', { params: { path: { id } } });
export type Fitting = NonNullable<ReturnType<typeof useFitting>['data']>['items'][number];

/** Puts a run as it was answered onto the screen at once; the rest follows. */
export function useRunChanged(ticketId: string): (run: Run) => void {
  const client = useQueryClient();
  const changed = useTicketChanged();
  return (run) => {
    const { queryKey } = $api.queryOptions('get', '/api/v1/tickets/{id}/runs', { params: { path: { id: ticketId } } });
    client.setQueryData<{ items: Run[] }>(queryKey, (before) => {
      const items = before?.items ?? [];
      const isKnown = items.some(({ id }) => id === run.id);
      return { items: isKnown ? items.map((one) => (one.id === run.id ? run : one)) : [...items, run] };
    });
    void changed(ticketId);
  };
}
