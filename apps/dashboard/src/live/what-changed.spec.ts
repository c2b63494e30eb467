import { describe, expect, it, jest } from '@jest/globals';
import { QueryClient, QueryObserver, type Query } from '@tanstack/react-query';
import { applyChange } from './what-changed';

const query = (path: string, params?: Readonly<Record<string, string>>) =>
  ({ queryKey: ['get', path, params && { params: { path: params } }] }) as unknown as Query;

const ticket = query('/api/v1/tickets/{idOrNumber}', { idOrNumber: 'id-1' });
const byNumber = query('/api/v1/tickets/{idOrNumber}/posts', { idOrNumber: 'T-1' });
const clocks = query('/api/v1/tickets/{id}/clocks', { id: 'id-1' });
const other = query('/api/v1/tickets/{id}/clocks', { id: 'id-2' });
const list = query('/api/v1/tickets');
const queues = query('/api/v1/desk/queues/{tier}', { tier: '1' });
const sectors = query('/api/v1/sectors');
const contacts = query('/api/v1/contacts');
const screen = [ticket, byNumber, clocks, other, list, queues, sectors, contacts];

/** What is read again when this is heard, lists included. */
function readAgain(heard: Parameters<typeof applyChange>[1]): Query[] {
  jest.useFakeTimers();
  const again: Query[] = [];
  const client = {
    getQueryCache: () => ({ findAll: () => [] }),
    invalidateQueries: ({ predicate = () => true }: { predicate?: (query: Query) => boolean } = {}) => {
      again.push(...screen.filter((each) => predicate(each)));
      return Promise.resolve();
    },
  } as unknown as QueryClient;
  applyChange(client, heard);
  jest.runAllTimers();
  jest.useRealTimers();
  return again;
}

describe('what is read again', () => {
  it('is the ticket that changed, by whatever name its page has it, and every list', () => {
    const again = readAgain({ event: 'ticket', data: { ticketId: 'id-1', number: 'T-1' } });
    expect(new Set(again)).toEqual(new Set([ticket, byNumber, clocks, list, queues]));
  });

  it('is what a signal is about, and lists for one about no ticket', () => {
    const about = readAgain({ event: 'signal', data: { kind: 'clocks-changed', ticketIds: ['id-2'] } });
    expect(new Set(about)).toEqual(new Set([other, list, queues]));
    expect(readAgain({ event: 'signal', data: { kind: 'offer-made', ticketIds: [] } })).toEqual([list, queues]);
  });

  it('is what settings are about, but of customers only what shows them', () => {
    const changed = (what: string) =>
      readAgain({ event: 'signal', data: { kind: 'settings-changed', ticketIds: [], data: { what } } });
    expect(new Set(changed('webhooks'))).toEqual(new Set(screen));
    expect(new Set(changed('customers'))).toEqual(new Set([contacts, list, queues]));
  });

  it('is everything when something may have been missed', () => {
    expect(readAgain({ event: 'resync', data: null })).toEqual(screen);
    expect(readAgain({ event: 'ready', data: { resumed: false } })).toEqual(screen);
    expect(readAgain({ event: 'ready', data: { resumed: true } })).toEqual([]);
  });

  it('is what was being read for the first time meanwhile, once it has come', async () => {
    const client = new QueryClient();
    let reads = 0;
    let come: (data: unknown) => void = () => undefined;
    const observer = new QueryObserver(client, {
      queryKey: list.queryKey,
      queryFn: () => {
        reads += 1;
        return reads > 1 ? 'new' : new Promise((resolve) => (come = resolve));
      },
    });
    const leave = observer.subscribe(() => undefined);
    applyChange(client, { event: 'resync', data: null });
    applyChange(client, { event: 'resync', data: null });
    expect(reads).toBe(1);
    come('old');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(observer.getCurrentResult().data).toBe('new');
    leave();
    client.clear();
  });

  it('is a list that is just being read again, but only when it has come', async () => {
    jest.useFakeTimers();
    const client = new QueryClient();
    const comes: (() => void)[] = [];
    let reads = 0;
    const observer = new QueryObserver(client, {
      queryKey: list.queryKey,
      queryFn: ({ signal }) =>
        new Promise((resolve, reject) => {
          const read = (reads += 1);
          signal.addEventListener('abort', () => reject(new Error('begun anew')));
          comes.push(() => resolve(read));
        }),
    });
    const leave = observer.subscribe(() => undefined);
    const changes = async (): Promise<void> => {
      applyChange(client, { event: 'ticket', data: { ticketId: 'id-1' } });
      await jest.runOnlyPendingTimersAsync();
    };
    comes[0]!();
    await changes();
    expect(reads).toBe(2);
    await changes();
    expect(reads).toBe(2);
    comes[1]!();
    await jest.runOnlyPendingTimersAsync();
    expect(observer.getCurrentResult().data).toBe(2);
    expect(reads).toBe(3);
    leave();
    client.clear();
    jest.useRealTimers();
  });
});
