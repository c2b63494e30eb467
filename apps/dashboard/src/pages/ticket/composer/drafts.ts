/** What an agent writes on a ticket at a time: a text to the customer, one among us, and how it was solved. Each has its name in this browser. */
export const draftsOf = (ticketId: string) =>
  ({ public: `${ticketId}:public`, note: `${ticketId}:note`, resolve: `${ticketId}:resolve` }) as const;

export const draftFor = (ticketId: string, kind: string): string =>
  draftsOf(ticketId)[kind === 'note' ? 'note' : 'public'];
