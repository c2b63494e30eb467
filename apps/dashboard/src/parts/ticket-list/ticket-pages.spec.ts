import { describe, expect, it } from '@jest/globals';
import { FIRST, PAGE, readPage, type Page, type Read } from './ticket-pages';
import type { TicketSummary } from './ticket-summary';

const { signal } = new AbortController();

/** A list of so many tickets as the server gives it out, at most `most` at a time; its cursor is how many came before. */
class FakeServer {
  readonly asked: number[] = [];
  constructor(
    private readonly size: number,
    private readonly most = 100,
  ) {}

  readonly read: Read = ({ cursor = '0', limit }) => {
    this.asked.push(limit);
    const from = Number(cursor);
    const to = Math.min(from + Math.min(limit, this.most), this.size);
    const items = Array.from({ length: to - from }, (_, at) => ({ id: String(from + at) }) as TicketSummary);
    return Promise.resolve({ items, nextCursor: to < this.size ? String(to) : null });
  };
}

const pagesOf = (count: number, size: number): number[] => Array.from({ length: count }, () => size);

/** As a query reads its pages again: one after the other, as many as are shown. */
async function readAgain(server: FakeServer, shown: readonly number[]): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let place: Page['next'] = FIRST; place !== null && pages.length < shown.length; place = pages.at(-1)!.next)
    pages.push(await readPage(server.read, place, shown, signal));
  return pages;
}

const idsOf = (pages: readonly Page[]): string[] => pages.flatMap(({ items }) => items.map(({ id }) => id));

describe(readPage.name, () => {
  it('reads one page as one goes down', async () => {
    const server = new FakeServer(60);
    const first = await readPage(server.read, FIRST, [], signal);
    const second = await readPage(server.read, first.next!, [PAGE], signal);
    const third = await readPage(server.read, second.next!, [PAGE, PAGE], signal);
    expect(server.asked).toEqual([PAGE, PAGE, PAGE]);
    expect(idsOf([first, second, third])).toHaveLength(60);
    expect(third.next).toBeNull();
  });

  it.each([
    [1, [25]],
    [4, [100]],
    [6, [100, 50]],
    [9, [100, 100, 25]],
  ])('reads %i pages again with few requests, and leaves out nothing', async (shown, asked) => {
    const server = new FakeServer(1_000);
    const pages = await readAgain(server, pagesOf(shown, PAGE));
    expect(server.asked).toEqual(asked);
    expect(idsOf(pages)).toEqual(Array.from({ length: shown * PAGE }, (_, at) => String(at)));
    expect(pages.at(-1)!.next).toEqual({ index: shown, cursor: String(shown * PAGE), rest: [] });
  });

  it.each([0, 25, 40, 100])('ends where a list of %i ends that has become shorter', async (size) => {
    const server = new FakeServer(size);
    const pages = await readAgain(server, pagesOf(6, PAGE));
    expect(idsOf(pages)).toHaveLength(size);
    expect(pages.at(-1)!.next).toBeNull();
    expect(server.asked).toEqual([100]);
  });

  it('goes on where the server has looked long and found nothing yet', async () => {
    const asked: (string | undefined)[] = [];
    const read: Read = ({ cursor }) => {
      asked.push(cursor);
      const items = cursor === '8' ? [{ id: 'found' } as TicketSummary] : [];
      return Promise.resolve({ items, nextCursor: cursor === undefined ? '9' : cursor === '9' ? '8' : '7' });
    };
    const page = await readPage(read, FIRST, [], signal);
    expect(asked).toEqual([undefined, '9', '8']);
    expect([idsOf([page]), page.next?.cursor]).toEqual([['found'], '7']);
  });

  it('reads twenty short pages of a search again with one request, and each is as long as it was', async () => {
    const server = new FakeServer(1_000);
    const pages = await readAgain(server, pagesOf(20, 2));
    expect(server.asked).toEqual([50]);
    expect(pages.map(({ items }) => items.length)).toEqual([...pagesOf(19, 2), 12]);
    expect(idsOf(pages)).toEqual(Array.from({ length: 50 }, (_, at) => String(at)));
    expect(pages.at(-1)!.next).toEqual({ index: 20, cursor: '50', rest: [] });
  });

  it('goes on until as many tickets have come as were shown, however short the answers are', async () => {
    const server = new FakeServer(1_000, 15);
    const pages = await readAgain(server, pagesOf(20, 2));
    expect(server.asked).toEqual([50, 25, 25]);
    expect(idsOf(pages)).toEqual(Array.from({ length: 45 }, (_, at) => String(at)));
  });

  it.each([
    [0, [50]],
    [7, [50]],
    [39, [50]],
  ])('drops short pages where a search that had 40 finds %i now', async (size, asked) => {
    const server = new FakeServer(size);
    const pages = await readAgain(server, pagesOf(20, 2));
    expect([idsOf(pages).length, server.asked, pages.at(-1)!.next]).toEqual([size, asked, null]);
  });

  it('shows what has come to a list that was short', async () => {
    const server = new FakeServer(4);
    const [page] = await readAgain(server, [3]);
    expect([page!.items.length, page!.next, server.asked]).toEqual([4, null, [PAGE]]);
  });
});
