import { expect } from '@jest/globals';
import { PASSWORD, type DeskWorld } from '../desk-world.js';

/** One more than a browser has connections to a server over HTTP/1.1. */
const TABS = 7;

/** Somebody opens more tabs than there are connections: they share one live stream, also when the tab that reads it is closed. */
export async function manyTabs(world: DeskWorld): Promise<void> {
  const screen = await world.screen();
  const readers: unknown[] = [];
  screen.context.on('request', (request) => {
    if (request.url().includes('/desk/events')) readers.push(request.frame().page());
  });
  await screen.signIn('l2@demo.tierline.test', PASSWORD);
  const others = await Promise.all(Array.from({ length: TABS - 1 }, () => screen.context.newPage()));
  const live = (page: (typeof others)[number]) => page.locator('[data-live=live]').waitFor();
  await Promise.all(others.map((page) => page.goto(`${world.url}/vendor-cases`).then(() => live(page))));
  expect(readers).toEqual([screen.page]);

  await screen.page.close();
  const begun = Date.now();
  while (readers.length < 2 && Date.now() - begun < 10_000) await others[0]!.waitForTimeout(50);
  expect(others).toContain(readers.at(-1));
  await Promise.all(others.map(live));
  await screen.context.close();
}
