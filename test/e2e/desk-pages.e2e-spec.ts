import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { freePort, scratchDirectory } from '#testing';
import { findChromium, NARROW, openBrowser, Screen, WIDE, type Look } from './desk/browser.js';
import { RootProcess, STANDALONE } from './root.process.js';

const PASSWORD = 'a password for tests';
const SLOW = 180_000;
const FIRST_PAGE_BYTES = 300_000;

/** Every page an admin can go to; `T-1001` is the first ticket of the demo. */
const pages = [
  '/',
  '/queues/1',
  '/tickets',
  '/tickets/T-1001',
  '/vendor-cases',
  '/board',
  '/settings',
  '/system',
] as const;

const chromium = findChromium();

(chromium ? describe : describe.skip)(
  `the desk in a browser (${chromium ? 'Chromium' : 'no Chromium: not tested'})`,
  () => {
    let dataDir: string;
    let url: string;
    let standalone: RootProcess;
    let browser: Browser;

    beforeAll(async () => {
      dataDir = await scratchDirectory('desk');
      const port = await freePort();
      url = `http://127.0.0.1:${port}`;
      standalone = new RootProcess(STANDALONE, [], dataDir, {
        PORT: String(port),
        DEMO_PASSWORD: PASSWORD,
        RATE_LIMIT: '0',
      });
      browser = await openBrowser(chromium!);
      await standalone.until('Tierline is ready');
    }, SLOW);
    afterAll(async () => {
      await browser?.close();
      await standalone?.ended('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    }, SLOW);

    it('needs little to begin with, and says so when somebody is not who he says', async () => {
      const screen = await Screen.open(browser, url, WIDE);
      let bytes = 0;
      screen.page.on('requestfinished', async (request) => {
        if (request.resourceType() === 'script') bytes += (await request.sizes()).responseBodySize;
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
      expect(bytes).toBeGreaterThan(50_000);
      expect(bytes).toBeLessThan(FIRST_PAGE_BYTES);
      await screen.close();
    });

    const looks: readonly (readonly [string, Look])[] = [
      ['wide, light, in English', WIDE],
      ['narrow, dark, in English', NARROW],
      ['wide, dark, in Russian', { ...WIDE, colours: 'dark', language: 'ru' }],
      ['narrow, light, in Korean', { ...NARROW, colours: 'light', language: 'ko' }],
    ];
    it.each(looks)(
      'every page is there without barriers or complaints: %s',
      async (_, look) => {
        const screen = await Screen.open(browser, url, look);
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
  },
);
