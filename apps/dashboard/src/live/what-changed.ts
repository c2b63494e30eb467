import type { Query, QueryClient } from '@tanstack/react-query';
import type { Heard } from './heard';

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
const LISTS = ['/api/v1/tickets', '/api/v1/desk', '/api/v1/mail/review', '/api/v1/vendor-cases'];
const isList = (query: Query): boolean =>
  ticketOf(query) === undefined && LISTS.some((path) => pathOf(query).startsWith(path));

/** Customers are written all day, by other systems too: only what shows them is read again, and not the ticket on the screen. */
const CUSTOMERS = ['organisations', 'contacts', 'products', 'assets', 'contracts'].map((path) => `/api/v1/${path}`);
const isOfCustomers = (query: Query): boolean => CUSTOMERS.some((path) => pathOf(query).startsWith(path));

/** Lists and settings are read again at most this often, however much happens. */
const SELDOM_MS = 500;

/** Whatever on the screen is no longer true is read again: the ticket that changed at once, lists too, but seldom. */
export function applyChange(client: QueryClient, heard: Heard): void {
  switch (heard.event) {
    // A stream that begins anew knows nothing of what happened while the first pages were read.
    case 'ready':
      if (!heard.data.resumed) readAgain(client, () => true);
      return;
    case 'resync':
      readAgain(client, () => true);
      return;
    // What one may no longer read is asked for again too: the page says so.
    case 'left':
    case 'ticket': {
      const { ticketId, number = ticketId } = heard.data;
      readAgain(client, (query) => [ticketId, number].includes(ticketOf(query) ?? ''));
      refreshLists(client);
      return;
    }
    case 'presence': {
      const { ticketId } = heard.data;
      readAgain(client, (query) => pathOf(query).endsWith('/presence') && (ticketOf(query) ?? ticketId) === ticketId);
      return;
    }
    case 'signal':
      if (heard.data.kind === 'settings-changed') refreshSettings(client, heard.data.data?.what);
      for (const ticketId of heard.data.ticketIds) applyChange(client, { event: 'ticket', data: { ticketId } });
      refreshLists(client);
  }
}

/** Being read just now, perhaps just before something changed: each once more when it has come. */
const onceMore = new WeakSet<Query>();

/**
 * What is being read when it changes is asked for anew. `lets` it come instead, and reads it once more after that: where
 * something changes all the time, what is always begun anew would never come.
 */
function readAgain(client: QueryClient, predicate: (query: Query) => boolean, lets: 'come' | 'go' = 'go'): void {
  for (const query of client.getQueryCache().findAll({ predicate, fetchStatus: 'fetching' })) {
    if ((lets === 'go' && query.state.data !== undefined) || onceMore.has(query)) continue;
    onceMore.add(query);
    const again = (): void => {
      onceMore.delete(query);
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    void query.promise?.then(again, () => onceMore.delete(query));
  }
  void client.invalidateQueries({ predicate }, { cancelRefetch: lets === 'go' });
}

function seldom(predicate: (query: Query) => boolean): (client: QueryClient) => void {
  let readAt = 0;
  let due: ReturnType<typeof setTimeout> | undefined;
  return (client) => {
    due ??= setTimeout(
      () => {
        due = undefined;
        readAt = Date.now();
        readAgain(client, predicate, 'come');
      },
      Math.max(0, readAt + SELDOM_MS - Date.now()),
    );
  };
}

const refreshLists = seldom(isList);
const refreshCustomers = seldom(isOfCustomers);
const refreshOthers = seldom((query) => !isList(query));
const refreshSettings = (client: QueryClient, what: unknown): void =>
  what === 'customers' ? refreshCustomers(client) : refreshOthers(client);
