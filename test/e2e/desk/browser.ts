import axe, { type AxeResults } from 'axe-core';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine: `CHROMIUM`, or the first of its usual names on PATH; null without one. */
export function findChromium(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [process.env.CHROMIUM, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
  return candidates.find((file): file is string => file !== undefined && isExecutable(file)) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A browser without a window. Its sandbox needs rights that containers and root do not have. */
export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly colours: 'light' | 'dark';
  readonly language: 'en' | 'ru' | 'ko';
  /** As if the pages had no content security policy. */
  readonly ignoresPolicy?: boolean;
}
export const WIDE: Look = { width: 1440, height: 900, colours: 'light', language: 'en' };
export const NARROW: Look = { width: 390, height: 844, colours: 'dark', language: 'en' };

/** Somebody at a screen of their own, with what the page complained about. */
export class Screen {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly base: string,
    readonly complaints: string[],
  ) {}

  static async open(browser: Browser, base: string, look: Look): Promise<Screen> {
    const { width, height, colours, language, ignoresPolicy = false } = look;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: colours,
      bypassCSP: ignoresPolicy,
    });
    await context.addInitScript({ content: `localStorage.setItem('tierline-language', '${language}')` });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    return new Screen(context, page, base, complaints);
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.page.goto(`${this.base}/sign-in`);
    await this.page.locator('input[type=email]').fill(email);
    await this.page.locator('input[autocomplete=current-password]').fill(password);
    await this.page.locator('button[type=submit]').click();
    await this.page.locator('[data-live]').waitFor();
  }

  /** Goes to a page and waits until it has its heading and nothing is still loading; as a link does, once the desk is loaded. */
  async goTo(path: string): Promise<void> {
    const now = new URL(this.page.url());
    // Nothing is under the pointer: lists do not hold still for it.
    await this.page.mouse.move(0, 0);
    if (await this.page.locator('[data-live]').count()) {
      if (now.pathname + now.search === path) return this.settled();
      await this.page.evaluate<unknown>(
        `for (const heading of document.querySelectorAll('h1, h2')) heading.dataset.left = '';
         history.pushState({}, '', ${JSON.stringify(path)});`,
      );
    } else await this.page.goto(`${this.base}${path}`);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.locator(':is(h1, h2):not([data-left])').first().waitFor();
    await this.page.evaluate<unknown>(
      `for (const heading of document.querySelectorAll('[data-left]')) delete heading.dataset.left;`,
    );
    await this.loaded();
  }

  /** Waits until nothing is still loading. */
  async loaded(): Promise<void> {
    await this.page.locator('[role=status] .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  }

  /** What axe finds that is serious or critical, each as one line; on the whole page, or in one part of it. */
  async barriers(part = 'html'): Promise<string[]> {
    // Not as a script of the page: its policy lets none in.
    if (await this.page.evaluate<boolean>(`typeof axe === 'undefined'`)) await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate<AxeResults>(
      `axe.run(${JSON.stringify(part)}, { resultTypes: ['violations'] })`,
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
      );
  }

  /** By how many pixels the page is wider than the screen. */
  overflow(): Promise<number> {
    return this.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
