import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { freePort, scratchDirectory } from '#testing';
import { VendorSimulator } from '../../vendor-simulator/vendor-simulator.js';
import { ApiClient } from '../api.client.js';
import { RootProcess, STANDALONE } from '../root.process.js';
import { AgentAtDesk } from './agent-at-desk.js';
import { openBrowser, Screen, WIDE, type Look } from './browser.js';
import { Mailbox } from './mailbox.js';

export const PASSWORD = 'a password for tests';

/** Who works at Vetrolin, the company of the demo: `<key>@demo.tierline.test`. */
export const people = {
  admin: 'Ingrid Vale',
  lead: 'Marcus Obi',
  l1: 'Ana Kim',
  tomasz: 'Tomasz Wren',
  l2: 'Pavel Orlov',
  l3: 'Yuna Seo',
} as const;
export type PersonKey = keyof typeof people;
export const emailOf = (person: PersonKey): string => `${person}@demo.tierline.test`;

/** The whole of Tierline with its demo, as `npm start` has it, a browser, and the world outside: customers, mail, a vendor. */
export class DeskWorld {
  private readonly desks = new Map<string, Promise<AgentAtDesk>>();

  private constructor(
    readonly url: string,
    readonly browser: Browser,
    readonly vendor: VendorSimulator,
    readonly vendorEndpoint: string,
    private readonly standalone: RootProcess,
    private readonly dataDir: string,
  ) {}

  static async open(chromium: string): Promise<DeskWorld> {
    const dataDir = await scratchDirectory('desk');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const vendor = new VendorSimulator();
    const endpoint = await vendor.start();
    const standalone = new RootProcess(STANDALONE, [], dataDir, {
      PORT: String(port),
      PUBLIC_URL: url,
      DEMO_PASSWORD: PASSWORD,
      VENDOR_ALLOW_PRIVATE: '1',
      RATE_LIMIT: '0',
    });
    const browser = await openBrowser(chromium);
    await standalone.until('Tierline is ready');
    return new DeskWorld(url, browser, vendor, endpoint, standalone, dataDir);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.standalone.ended('SIGTERM');
    await this.vendor.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  screen(look: Look = WIDE): Promise<Screen> {
    return Screen.open(this.browser, this.url, look);
  }

  /** Somebody who is signed in at a screen of their own; the same one when asked for again. */
  at(person: PersonKey, look: Look = WIDE): Promise<AgentAtDesk> {
    const key = `${person} ${JSON.stringify(look)}`;
    const desk = this.desks.get(key) ?? this.signIn(person, look);
    this.desks.set(key, desk);
    return desk;
  }

  private async signIn(person: PersonKey, look: Look): Promise<AgentAtDesk> {
    const screen = await this.screen(look);
    await screen.signIn(emailOf(person), PASSWORD);
    return AgentAtDesk.at(screen, people[person], look.language);
  }

  /** Everybody goes home. */
  async leave(): Promise<void> {
    const desks = await Promise.all(this.desks.values());
    this.desks.clear();
    for (const { screen } of desks) await screen.close();
  }

  /** Over the API: for what no agent does at a screen. */
  api(person: PersonKey): Promise<ApiClient> {
    return ApiClient.login(this.url, emailOf(person), PASSWORD);
  }

  /** A customer, and the provider that brings us his mail. */
  async mailbox(name: string, address: string): Promise<Mailbox> {
    const { key } = await (await this.api('admin')).make('api-keys', { name: 'mail', scopes: ['mail:write'] });
    return new Mailbox(this.url, key as string, name, address);
  }
}
