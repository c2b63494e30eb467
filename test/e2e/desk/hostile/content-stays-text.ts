import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '#testing';
import { WIDE } from '../browser.js';
import { emailOf, PASSWORD, type DeskWorld } from '../desk-world.js';
import { storeHostileContent, type HostileContent } from './hostile-content.js';
import { CANARY, FOREIGN, hostileMails } from './payloads.js';
import { Watch } from './watch.js';

/** Where it shows, and what must be there: a page that does not show it proves nothing. */
const places = ({ atVendor, alerted, vendorCase }: HostileContent): readonly (readonly [string, ...string[]])[] => [
  ['/', 'Hostile subject', 'Hostile agent'],
  ['/tickets?q=hostile', 'Hostile subject', 'Hostile view', 'Hostile sender'],
  ['/queues/1', 'Hostile wait', 'Hostile sector'],
  ['/board', 'Hostile call', 'Hostile agent', 'Hostile justification'],
  [`/tickets/${alerted}`, 'Hostile alert', 'Hostile agent'],
  [`/tickets/${atVendor}`, 'Hostile call', 'Hostile post'],
  ['/vendor-cases', 'Hostile vendor'],
  [`/vendor-cases/${vendorCase}`, 'Hostile vendor', 'Hostile post'],
];
const parts = { diagnosis: 'Hostile runbook', around: 'Hostile', history: 'Hostile work' } as const;
const sections = {
  agents: 'Hostile agent',
  teams: 'Hostile team',
  sectors: 'Hostile sector',
  macros: 'Hostile macro',
  runbooks: 'Hostile runbook',
  routing: 'Hostile rule',
  vendors: 'Hostile vendor',
  keys: 'Hostile key',
} as const;

/** Whatever people, customers, vendors and machines write stands on our screens as text, also where no policy of the page would help. */
export async function contentStaysText(world: DeskWorld): Promise<void> {
  const content = await storeHostileContent(world);
  const screen = await world.screen({ ...WIDE, ignoresPolicy: true });
  const { page } = screen;
  await screen.signIn(emailOf('admin'), PASSWORD);
  const watch = await Watch.over(screen);
  const findings: string[] = [];
  const look = async (...markers: readonly string[]): Promise<void> => {
    for (const marker of markers) await page.getByText(marker).first().waitFor({ state: 'attached' });
    findings.push(...(await watch.findings()));
  };
  for (const [path, ...markers] of places(content)) {
    await screen.goTo(path);
    await look(...markers);
  }
  for (const [section, marker] of Object.entries(sections)) {
    await screen.goTo(`/settings/${section}`);
    await look(marker);
  }
  await screen.goTo(`/tickets/${content.mailed}`);
  await look('Hostile subject', 'Hostile post', 'Hostile goal');
  await openMails(page);
  await look();
  for (const [part, marker] of Object.entries(parts)) {
    await page.locator(`[role=tab][id$="-tab-${part}"]`).click();
    await look(marker);
  }
  await downloadsOnly(page);
  await picturesWhenAsked(page, watch);
  await theWatchSees(page, watch);
  await page.goto(`${world.url}/dev/mailbox?to=mallory@customer.example`);
  await look('Hostile subject');
  await page.getByRole('link', { name: 'Hostile subject' }).first().click();
  await look('Hostile post');
  expect(findings).toEqual([]);
  await screen.close();
}

/** Every mail as it was sent, with its pictures. */
async function openMails(page: Page): Promise<void> {
  const frames = page.locator('iframe[data-mail]');
  for (let index = 0; index < hostileMails.length; index++) {
    // Each has another name once it is open, so the first is always the next.
    await page.getByRole('button', { name: 'Show the whole mail' }).first().click();
    await frames.nth(index).waitFor({ state: 'attached' });
  }
  for (let index = 0; index < hostileMails.length; index++) {
    await frames.nth(index).scrollIntoViewIfNeeded();
    await frames.nth(index).contentFrame().getByText('Hostile mail').waitFor();
  }
}

/** The one way to a tracker is an agent's own wish: this also shows that the watch would have seen it. */
async function picturesWhenAsked(page: Page, watch: Watch): Promise<void> {
  const load = page.getByRole('button', { name: /^Load \d+ remote image/ });
  await load.first().click();
  await eventually(() => expect(watch.alarms).toContainEqual(expect.stringContaining(`${FOREIGN}/pixel.gif`)));
  watch.alarms.length = 0;
}

/** What got into a page as markup would be found, in a mail too, and what runs would be heard of. */
async function theWatchSees(page: Page, watch: Watch): Promise<void> {
  const smuggle = `document.body.insertAdjacentHTML('beforeend', '<svg></svg><p onclick="${CANARY}(1)"></p><img src=x onerror=${CANARY}(1)>')`;
  const mail = await page.locator('iframe[data-mail]').first().elementHandle();
  for (const frame of [page.mainFrame(), (await mail!.contentFrame())!]) await frame.evaluate(smuggle);
  await eventually(() => expect(watch.alarms).toContainEqual(expect.stringMatching(/^ran at/)));
  const found = (await watch.findings()).map((finding) => /(\w+): </.exec(finding)?.[1]);
  expect(found).toEqual(expect.arrayContaining(['handler', 'element', 'picture']));
}

/** Files are saved, never shown. */
async function downloadsOnly(page: Page): Promise<void> {
  const links = await page.locator('a[download]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toHaveLength(2);
  for (const link of links) {
    const headers = (await page.request.get(new URL(link!, page.url()).href)).headers();
    expect(headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment;/),
      'x-content-type-options': 'nosniff',
    });
  }
}
