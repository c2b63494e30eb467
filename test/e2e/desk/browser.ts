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

  /** Goes to a page and waits until it has its heading and nothing is still loading. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.base}${path}`);
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor();
    await this.page.locator('[role=status] .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  }

  /** What axe finds that is serious or critical, each as one line. */
  async barriers(): Promise<string[]> {
    // Not as a script of the page: its policy lets none in.
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate<AxeResults>(`axe.run({ resultTypes: ['violations'] })`);
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
