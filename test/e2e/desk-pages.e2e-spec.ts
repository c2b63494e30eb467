import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findChromium, NARROW, WIDE, type Look } from './desk/browser.js';
import { DeskWorld, PASSWORD } from './desk/desk-world.js';
import { contentStaysText } from './desk/hostile/content-stays-text.js';
import { barriersOfLayers, barriersOfSettings } from './desk/layers.js';
import { aPromiseBreaks } from './desk/stories/a-promise-breaks.js';
import { aTicketGoesThroughTheTiers } from './desk/stories/a-ticket-through-the-tiers.js';
import { byKeyboard } from './desk/stories/by-keyboard.js';
import { manyTabs } from './desk/stories/many-tabs.js';
import { theMainPath } from './desk/stories/the-main-path.js';
import { twoAgentsCollide } from './desk/stories/two-agents-collide.js';

const SLOW = 180_000;
const FIRST_PAGE_BYTES = 300_000;

/** Every page an admin can go to; `T-1001` is the first ticket of the demo. */
const pages = [
  '/',
  '/queues/1',
  '/tickets',
  '/tickets/T-1001',
  '/runbooks',
  '/vendor-cases',
  '/board',
  '/mail-review',
  '/settings',
  '/system',
] as const;

const chromium = findChromium();

(chromium ? describe : describe.skip)(
  `the desk in a browser (${chromium ? 'Chromium' : 'no Chromium: not tested'})`,
  () => {
    let world: DeskWorld;
    beforeAll(async () => {
      world = await DeskWorld.open(chromium!);
    }, SLOW);
    afterAll(() => world?.close(), SLOW);

    it(
      'needs little to begin with, and says so when somebody is not who he says',
      async () => {
        const screen = await world.screen();
        const scripts: Promise<number>[] = [];
        screen.page.on('requestfinished', (request) => {
          if (request.resourceType() !== 'script') return;
          // What finishes while the page closes has no size any more.
          scripts.push(
            request
              .sizes()
              .then(({ responseBodySize }) => responseBodySize)
              .catch(() => 0),
          );
        });
        await screen.goTo('/queues/1');
        expect(screen.page.url()).toContain('/sign-in?next=');
        await screen.page.locator('input[type=email]').fill('l1@demo.tierline.test');
        await screen.page.locator('input[autocomplete=current-password]').fill('wrong');
        await screen.page.locator('button[type=submit]').click();
        await screen.page.getByRole('alert').waitFor();
        await screen.page.locator('input[autocomplete=current-password]').fill(PASSWORD);
        await screen.page.locator('button[type=submit]').click();
        await screen.page.waitForURL('**/queues/1');
        await screen.settled();
        const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
        expect(bytes).toBeGreaterThan(50_000);
        expect(bytes).toBeLessThan(FIRST_PAGE_BYTES);
        await screen.close();
      },
      SLOW,
    );

    const looks: readonly (readonly [string, Look])[] = [
      ['wide, light, in English', WIDE],
      ['narrow, dark, in English', NARROW],
      ['wide, dark, in Russian', { ...WIDE, colours: 'dark', language: 'ru' }],
      ['narrow, light, in Korean', { ...NARROW, colours: 'light', language: 'ko' }],
    ];
    it.each(looks)(
      'every page is there without barriers or complaints: %s',
      async (_, look) => {
        const screen = await world.screen(look);
        await screen.signIn('admin@demo.tierline.test', PASSWORD);
        const found: unknown[] = [];
        for (const path of pages) {
          await screen.goTo(path);
          const [barriers, overflow] = [await screen.barriers(), await screen.overflow()];
          if (barriers.length > 0 || overflow > 0) found.push({ path, barriers, overflow });
        }
        expect(found).toEqual([]);
        expect(screen.complaints.filter((line) => !line.includes('/sign-in'))).toEqual([]);
        await screen.close();
      },
      SLOW,
    );

    describe.each([
      ['wide, light, in English', WIDE],
      ['narrow, dark, in Russian', { ...NARROW, language: 'ru' }],
    ] as const)('%s', (_, look) => {
      afterAll(() => world?.leave());

      it(
        'dialogs, menus, the palette and the sheet of keys keep nobody out',
        async () => {
          const path = 'tickets?tier=2&state=in_progress&limit=1';
          const [ticket] = (await (await world.api('admin')).get(path)).body.items;
          expect(await barriersOfLayers(await world.at('admin', look), ticket.number as string)).toEqual([]);
        },
        SLOW,
      );
      it(
        'neither does any section of the settings',
        async () => {
          expect(await barriersOfSettings(await world.at('admin', look))).toEqual([]);
        },
        SLOW,
      );
    });

    describe('a day of the tiers', () => {
      afterAll(() => world?.leave());

      it(
        'a mail goes up with what was tried, comes back for what was missing, and its customer is answered',
        () => aTicketGoesThroughTheTiers(world),
        SLOW,
      );
      it(
        'a broken promise goes up by itself, and the lead gives it to one and then to another',
        () => aPromiseBreaks(world),
        SLOW,
      );
      it('two who answer one customer see each other, and lose no word', () => twoAgentsCollide(world), SLOW);
      it('nobody needs a mouse', () => byKeyboard(world), SLOW);
      it('many tabs share one live stream', () => manyTabs(world), SLOW);
    });

    describe.each([
      ['wide, dark, in Russian', { ...WIDE, colours: 'dark', language: 'ru' }],
      ['narrow, light, in Korean', { ...NARROW, colours: 'light', language: 'ko' }],
    ] as const)('%s', (_, look) => {
      afterAll(() => world?.leave());

      it('a ticket is taken, answered, handed over and solved', () => theMainPath(world, look), SLOW);
    });

    it(
      'whatever customers, vendors, machines and agents write stands there as text: nothing of it runs or calls home',
      () => contentStaysText(world),
      SLOW,
    );
  },
);
