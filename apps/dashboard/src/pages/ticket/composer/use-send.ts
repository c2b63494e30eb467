import { $api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { useTicketChanged, type PostView, type TicketView } from '../ticket-data';

export const kinds = ['reply', 'ask-customer', 'note'] as const;
export type PostKind = (typeof kinds)[number];

interface Sending {
  /** What somebody who writes to the customer has read. */
  readonly lastSeenPostId: string | undefined;
  /** Runs when it is certain that it is there. */
  readonly sent: (attachmentIds: readonly string[]) => void;
  /** Somebody else wrote meanwhile: nothing was sent. */
  readonly moved: (newPosts: readonly PostView[], lastPostId: string | undefined) => void;
  readonly mentions: readonly string[];
  readonly attachmentIds: readonly string[];
  /** The server takes no post with these files. */
  readonly filesRefused: (attachmentIds: readonly string[], problem: Problem) => void;
}

interface Sent {
  readonly body: { readonly attachmentIds?: string[] };
}

/** Sends one kind of post. */
export function useSend(id: string, kind: PostKind, sending: Sending) {
  const { lastSeenPostId, mentions, attachmentIds } = sending;
  const changed = useTicketChanged();
  const options = {
    // Meanwhile another text may be on the screen: the answer is about this one.
    onMutate: () => sending,
    onSuccess: (answer: TicketView, { body }: Sent, { sent }: Sending) => {
      sent(body.attachmentIds ?? []);
      void changed(id, answer);
    },
    onError: (error: unknown, { body }: Sent, { filesRefused, moved }: Sending = sending) => {
      if (isAboutFiles(error)) filesRefused(body.attachmentIds ?? [], error);
      if (!(error instanceof Problem) || error.code !== 'ticket.conversation-moved') return;
      const { newPosts, lastPostId } = error.document as { newPosts?: readonly PostView[]; lastPostId?: string };
      moved(newPosts ?? [], lastPostId);
      void changed(id);
    },
  };
  const params = { path: { id } };
  const seen = lastSeenPostId === undefined ? {} : { lastSeenPostId };
  const files = attachmentIds.length === 0 ? {} : { attachmentIds: [...attachmentIds] };
  const reply = $api.useMutation('post', '/api/v1/tickets/{id}/reply', options);
  const ask = $api.useMutation('post', '/api/v1/tickets/{id}/ask-customer', options);
  const note = $api.useMutation('post', '/api/v1/tickets/{id}/note', options);
  const { isPending, error } = { reply, 'ask-customer': ask, note }[kind];
  const send = (body: string): void => {
    if (kind === 'note')
      note.mutate({ params, body: { body, ...files, ...(mentions.length > 0 ? { mentions: [...mentions] } : {}) } });
    else (kind === 'reply' ? reply : ask).mutate({ params, body: { body, ...files, ...seen } });
  };
  const problem = error as unknown;
  const wasMoved = problem instanceof Problem && problem.code === 'ticket.conversation-moved';
  return { send, isPending, error: wasMoved || isAboutFiles(problem) ? null : problem, wasMoved };
}

/** The files say so themselves. */
export const isAboutFiles = (error: unknown): error is Problem =>
  error instanceof Problem && error.code.startsWith('attachment.');
