import type { Locator, Page } from 'playwright-core';
import type { Screen } from './browser.js';
import { TicketOnScreen } from './ticket-on-screen.js';
import { wordsOf, type Language, type Say } from './words.js';

/** Somebody who is signed in: what they do all day, and what they see. */
export class AgentAtDesk {
  readonly ticket: TicketOnScreen;

  private constructor(
    readonly screen: Screen,
    readonly name: string,
    readonly say: Say,
  ) {
    this.ticket = new TicketOnScreen(screen.page, say);
  }

  static async at(screen: Screen, name: string, language: Language): Promise<AgentAtDesk> {
    return new AgentAtDesk(screen, name, await wordsOf(language));
  }

  get page(): Page {
    return this.screen.page;
  }

  goesTo(path: string): Promise<void> {
    return this.screen.goTo(path);
  }

  /** The row of a ticket in any list. */
  row(subject: string): Locator {
    return this.page.locator('[data-ticket]', { hasText: subject });
  }

  /** Waits until it is in the list on the screen. Nothing is loaded again for it. */
  sees(subject: string): Promise<void> {
    return this.row(subject).first().waitFor();
  }

  /** Claims a ticket in the queue on the screen, and opens it. */
  async takes(subject: string): Promise<void> {
    const row = this.row(subject).first();
    const number = /T-\d+/.exec(await row.innerText())![0];
    await row.getByRole('button', { name: this.say('taking', 'claimOne', { number }) }).click();
    const notice = this.page.getByRole('alert').filter({ hasText: this.say('taking', 'taken', { number }) });
    await notice.getByRole('button', { name: this.say('taking', 'open') }).click();
    await this.page.locator('h1', { hasText: number }).waitFor();
  }

  async opens(number: string): Promise<void> {
    await this.goesTo(`/tickets/${number}`);
    await this.page.locator('h1', { hasText: number }).waitFor();
  }

  /** Somebody calls: the palette opens the form, and the focus is where their address goes. */
  async beginsTicket(): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('dialog').locator('input:focus').waitFor();
    await this.page.keyboard.type(this.say('newTicket', 'open'));
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: this.say('newTicket', 'open'), exact: true })
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('[data-path=email]:focus').waitFor();
  }
}
