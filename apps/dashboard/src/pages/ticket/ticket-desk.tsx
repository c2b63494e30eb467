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
  /** The part of the ticket that is shown; null: the one a screen begins with. */
  readonly part: string | null;
  readonly show: (part: string | null) => void;
  /** The runbook, or the run of one, somebody is on the way to; who shows it takes the focus, and says that they have arrived with null. */
  readonly runbook: string | null;
  readonly goToRunbook: (id: string | null) => void;
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
  /** How often it was taken or gone on with here: the buttons for that are gone then, and with them the focus. */
  readonly taken: number;
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
  const [part, show] = useState<string | null>(null);
  const [runbook, setRunbook] = useState<string | null>(null);
  const [taken, setTaken] = useState(0);
  const [kind, setKind] = useState<PostKind>('reply');
  const [focusOn, setFocusOn] = useState(0);
  const options = {
    onSuccess: (answer: TicketView) => {
      void changed(ticket.id, answer);
      setTaken((before) => before + 1);
    },
  };
  const claim = $api.useMutation('post', '/api/v1/tickets/{id}/claim', options);
  const resume = $api.useMutation('post', '/api/v1/tickets/{id}/resume', options);
  const init = useMemo(() => ({ params: { path: { id: ticket.id } }, body: {} }), [ticket.id]);
  const desk: Desk = {
    ticket,
    may,
    dialog,
    open,
    part,
    show,
    runbook,
    goToRunbook: (id) => {
      setRunbook(id);
      if (id === null) return;
      open(null);
      show('diagnosis');
    },
    kind,
    setKind,
    write: (next) => {
      setKind(next);
      setFocusOn(focusOn + 1);
    },
    focusOn,
    typed,
    rested,
    taken,
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
