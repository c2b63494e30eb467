import { $api } from '../../../api/client';
import { useTicketChanged, type TicketView } from '../ticket-data';

export const kinds = ['reply', 'ask-customer', 'note'] as const;
export type PostKind = (typeof kinds)[number];

/** Sends one kind of post; `sent` runs when it is certain that it is there. */
export function useSend(id: string, kind: PostKind, sent: () => void) {
  const changed = useTicketChanged();
  const options = {
    onSuccess: (answer: TicketView) => {
      sent();
      void changed(id, answer);
    },
  };
  const reply = $api.useMutation('post', '/api/v1/tickets/{id}/reply', options);
  const ask = $api.useMutation('post', '/api/v1/tickets/{id}/ask-customer', options);
  const note = $api.useMutation('post', '/api/v1/tickets/{id}/note', options);
  const { mutate, isPending, error } = { reply, 'ask-customer': ask, note }[kind];
  const send = (body: string): void => mutate({ params: { path: { id } }, body: { body } });
  return { send, isPending, error: error as unknown };
}
