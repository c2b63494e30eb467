/** What every action of a ticket is sent to. */
export const pathOf = (id: string) => ({ params: { path: { id } } });
