import { notifications } from '@mantine/notifications';
import { $api } from '../../../api/client';
import { tellFailure } from '../../../parts/tell-failure';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { stopwatchWords } from './stopwatch-words';
import { isWorkKind, type WorkKind } from './work-kinds';

const KEY = 'tierline-work-kind';

/** What this agent measured last: what is measured next is mostly the same. */
export function lastKind(): WorkKind {
  const kept = localStorage.getItem(KEY);
  return isWorkKind(kept) ? kept : 'research';
}

interface Stop {
  readonly note?: string;
  readonly seconds?: number;
  readonly discard?: boolean;
}

/** The one stopwatch of this agent, wherever it runs. */
export function useStopwatch() {
  const say = useWords(stopwatchWords);
  const formats = useFormats();
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const running = $api.useQuery('get', '/api/v1/desk/me/stopwatch').data?.running ?? null;
  const options = {
    onSuccess: ({ logged }: { readonly logged: { readonly number: string; readonly seconds: number } | null }) => {
      if (logged) {
        const message = say('logged', { number: logged.number, time: formats.duration(logged.seconds) });
        notifications.show({ message, color: 'teal' });
      }
      void changed(ticket.id);
    },
    onError: tellFailure(say('failed')),
  };
  const start = $api.useMutation('post', '/api/v1/tickets/{id}/stopwatch/start', options);
  const stop = $api.useMutation('post', '/api/v1/tickets/{id}/stopwatch/stop', options);
  return {
    running,
    isHere: running?.ticketId === ticket.id,
    isBusy: start.isPending || stop.isPending,
    start: (kind: WorkKind = lastKind(), withCustomer = false) => {
      localStorage.setItem(KEY, kind);
      start.mutate({ params: { path: { id: ticket.id } }, body: { kind, withCustomer } });
    },
    stop: (body: Stop = {}) => {
      if (running) stop.mutate({ params: { path: { id: running.ticketId } }, body });
    },
  };
}
