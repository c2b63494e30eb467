import type { Query, QueryClient } from '@tanstack/react-query';
import type { Heard } from './live-stream';

/* A key is `[method, path, init]`, as openapi-react-query makes it. */
const pathOf = ({ queryKey }: Query): string => (typeof queryKey[1] === 'string' ? queryKey[1] : '');

/** What a query about one ticket names it by: its id or its number. */
function ticketOf(query: Query): string | undefined {
  if (!pathOf(query).startsWith('/api/v1/tickets/{')) return undefined;
  const init = query.queryKey[2] as
    { readonly params?: { readonly path?: Readonly<Record<string, string>> } } | undefined;
  return init?.params?.path?.id ?? init?.params?.path?.idOrNumber;
}

/** What holds more than one ticket. */
const LISTS = ['/api/v1/tickets', '/api/v1/desk', '/api/v1/vendor-cases'];
const isList = (query: Query): boolean =>
  ticketOf(query) === undefined && LISTS.some((path) => pathOf(query).startsWith(path));

/** Lists are read again at most this often, however much happens. */
const LISTS_EVERY_MS = 500;
let listsReadAt = 0;
let listsDue: ReturnType<typeof setTimeout> | undefined;

/** Whatever on the screen is no longer true is read again: the ticket that changed at once, lists too, but seldom. */
export function applyChange(client: QueryClient, heard: Heard): void {
  switch (heard.event) {
    case 'resync':
      void client.invalidateQueries();
      return;
    // What one may no longer read is asked for again too: the page says so.
    case 'left':
    case 'ticket': {
      const { ticketId, number = ticketId } = heard.data;
      void client.invalidateQueries({
        predicate: (query) => [ticketId, number].includes(ticketOf(query) ?? ''),
      });
      refreshLists(client);
      return;
    }
    case 'presence': {
      const { ticketId } = heard.data;
      void client.invalidateQueries({
        predicate: (query) => pathOf(query).endsWith('/presence') && (ticketOf(query) ?? ticketId) === ticketId,
      });
      return;
    }
    case 'signal':
      if (heard.data.kind === 'settings-changed')
        void client.invalidateQueries({ predicate: (query) => !isList(query) });
      for (const ticketId of heard.data.ticketIds) applyChange(client, { event: 'ticket', data: { ticketId } });
      refreshLists(client);
  }
}

function refreshLists(client: QueryClient): void {
  listsDue ??= setTimeout(
    () => {
      listsDue = undefined;
      listsReadAt = Date.now();
      void client.invalidateQueries({ predicate: isList });
    },
    Math.max(0, listsReadAt + LISTS_EVERY_MS - Date.now()),
  );
}
