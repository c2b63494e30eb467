import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { $api } from '../../api/client';
import type { PostKind } from './composer/use-send';
import { usePresence } from './presence/use-presence';
import { useTicketChanged, type TicketView } from './ticket-data';
import { useWhatMay, type ActionName } from './what-may';

/** Actions that ask for something first. */
export type DialogName = Exclude<ActionName, 'claim' | 'resume' | 'reply' | 'note' | 'ask-customer'>;

interface Desk {
  readonly ticket: TicketView;
  readonly may: ReadonlySet<ActionName>;
  /** The dialog that is open. */
  readonly dialog: DialogName | null;
  readonly open: (dialog: DialogName | null) => void;
  /** What the composer writes. */
  readonly kind: PostKind;
  readonly setKind: (kind: PostKind) => void;
  /** Turns to the composer, and puts the cursor there. */
  readonly write: (kind: PostKind) => void;
  /** Grows whenever the composer should take the focus. */
  readonly focusOn: number;
  /** Says to the others that somebody writes here. */
  readonly typed: () => void;
  readonly rested: () => void;
  readonly claim: () => void;
  readonly resume: () => void;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly forget: () => void;
}

const DeskOfTicket = createContext<Desk | null>(null);

/** The ticket on the screen and what is being done with it. Only below `TicketDesk`. */
export function useDesk(): Desk {
  const desk = useContext(DeskOfTicket);
  if (!desk) throw new Error('There is no ticket here.');
  return desk;
}

export function TicketDesk({ ticket, children }: { readonly ticket: TicketView; readonly children: ReactNode }) {
  const may = useWhatMay(ticket);
  const changed = useTicketChanged();
  const { typed, rested } = usePresence(ticket.id);
  const [dialog, open] = useState<DialogName | null>(null);
  const [kind, setKind] = useState<PostKind>('reply');
  const [focusOn, setFocusOn] = useState(0);
  const options = { onSuccess: (answer: TicketView) => void changed(ticket.id, answer) };
  const claim = $api.useMutation('post', '/api/v1/tickets/{id}/claim', options);
  const resume = $api.useMutation('post', '/api/v1/tickets/{id}/resume', options);
  const init = useMemo(() => ({ params: { path: { id: ticket.id } }, body: {} }), [ticket.id]);
  const desk: Desk = {
    ticket,
    may,
    dialog,
    open,
    kind,
    setKind,
    write: (next) => {
      setKind(next);
      setFocusOn(focusOn + 1);
    },
    focusOn,
    typed,
    rested,
    claim: () => claim.mutate(init),
    resume: () => resume.mutate(init),
    isBusy: claim.isPending || resume.isPending,
    error: (claim.error as unknown) ?? (resume.error as unknown),
    forget: () => {
      claim.reset();
      resume.reset();
    },
  };
  return <DeskOfTicket value={desk}>{children}</DeskOfTicket>;
}
