interface Reviewed {
  readonly failure: string | null;
  readonly automatic: string | null;
}
interface Why {
  readonly kind: 'virus' | 'spam' | 'many' | 'tickets' | 'own' | 'automatic' | 'unreadable' | 'other';
  readonly who?: string;
  readonly count?: string;
}

const known = [
  ['virus', /found a virus in it/],
  ['spam', /takes it for spam/],
  ['many', /^(\S+) sent more than (\d+) mails on this ticket/],
  ['tickets', /^(\S+) opened more than (\d+) tickets/],
  ['own', /^It comes from one of our own mailboxes/],
] as const;

/** Why a mail was put aside: the reasons there are, told by the server's own sentences. */
export function whyOf({ failure, automatic }: Reviewed): Why {
  const said = failure ?? '';
  for (const [kind, pattern] of known) {
    const found = pattern.exec(said);
    if (found) return { kind, ...(found[1] && { who: found[1] }), ...(found[2] && { count: found[2] }) };
  }
  if (automatic !== null && said.endsWith('It belongs to no ticket.')) return { kind: 'automatic' };
  return { kind: said.startsWith('It ') ? 'unreadable' : 'other' };
}
