/** What an agent writes on a ticket at a time: a text to the customer, and one among us. Each has its name in this browser. */
export const draftsOf = (ticketId: string) => ({ public: `${ticketId}:public`, note: `${ticketId}:note` }) as const;

export const draftFor = (ticketId: string, kind: string): string =>
  draftsOf(ticketId)[kind === 'note' ? 'note' : 'public'];
