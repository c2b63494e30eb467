import type { Locator, Page } from 'playwright-core';
import type { Say } from './words.js';

export interface WorkOrder {
  readonly situation: string;
  readonly tried: { readonly action: string; readonly result: string };
  readonly hypothesis: string;
  readonly customerContext: string;
  readonly checkFirst: string;
}
type Part = 'overview' | 'diagnosis' | 'around' | 'history';

/** The page of one ticket, as the agent who looks at it uses it. */
export class TicketOnScreen {
  constructor(
    private readonly page: Page,
    private readonly say: Say,
  ) {}

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get composer(): Locator {
    return this.page.locator('form[data-kind]');
  }

  get text(): Locator {
    return this.composer.locator('textarea').first();
  }

  /** `T-1042`. */
  async number(): Promise<string> {
    const heading = await this.page.locator('h1').innerText();
    return /T-\d+/.exec(heading)![0];
  }

  /** Waits until it is where this says, such as a person or a tier. */
  isWith(whom: string): Promise<void> {
    return this.page.locator('[data-where]', { hasText: whom }).waitFor();
  }

  /** Waits until this stands somewhere on the page. */
  says(text: string): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  /** Waits for a post, or for a note among us. */
  shows(text: string): Promise<void> {
    return this.page.locator('[data-post]', { hasText: text }).first().waitFor();
  }

  /** Waits until somebody else is shown to have this ticket open. */
  isOpenAt(name: string): Promise<void> {
    const face = ['title', 'alt', 'aria-label'].map((attribute) => `[${attribute}="${name}"]`).join(', ');
    return this.page.locator(`[data-presence] :is(${face})`).first().waitFor();
  }

  /** Waits until somebody else is shown to write here. */
  isWrittenAt(name: string): Promise<void> {
    return this.page.locator('[data-presence]', { hasText: name }).waitFor();
  }

  async turnTo(part: Part): Promise<void> {
    await this.page.locator(`[role=tab][id$="-tab-${part}"]`).click();
  }

  /** An action by its button, or out of the menu behind the buttons. */
  async act(name: string): Promise<void> {
    const head = this.page.locator('header', { has: this.page.locator('h1') });
    const button = head.getByRole('button', { name: this.say('action', name), exact: true });
    const more = head.getByRole('button', { name: this.say('action', 'more'), exact: true });
    await more.or(button).first().waitFor();
    if (await button.isVisible()) return button.click();
    await more.click();
    await this.page
      .getByRole('menuitem', { name: this.say('action', name) })
      .first()
      .click();
  }

  /** Types into the field of a dialog that is for this. */
  async fill(field: string, value: string): Promise<void> {
    await this.dialog.locator(`[data-path="${field}"]`).first().fill(value);
  }

  /** Sends the dialog that is open. */
  async send(): Promise<void> {
    await this.dialog.locator('button[type=submit]').click();
  }

  /** Sends it, and waits until it is gone. */
  async done(): Promise<void> {
    await this.send();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Waits until something is not accepted; what is said about it. */
  async refusal(): Promise<string> {
    const alert = this.dialog.getByRole('alert').first();
    await alert.waitFor();
    return alert.innerText();
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }

  async describe(fields: Readonly<Record<string, string>>): Promise<void> {
    await this.act('describe');
    for (const [field, value] of Object.entries(fields)) await this.fill(field, value);
    await this.done();
  }

  /** Opens the form of the work order and fills it in. */
  async writeWorkOrder({ tried, ...texts }: WorkOrder): Promise<void> {
    await this.act('escalate');
    for (const [field, value] of Object.entries(texts)) await this.fill(field, value);
    await this.fill('tried.0.action', tried.action);
    await this.fill('tried.0.result', tried.result);
  }

  /** Works through a runbook: `pass`, `fail`, the label of a branch or what was found, step by step. */
  async run(runbook: string, answers: readonly string[]): Promise<void> {
    await this.turnTo('diagnosis');
    const suggestion = this.page.locator('li', { hasText: runbook });
    await suggestion.getByRole('button', { name: this.say('runbook', 'start') }).click();
    const run = this.page.getByRole('article', { name: runbook });
    for (const [index, answer] of answers.entries()) {
      const label = answer === 'pass' || answer === 'fail' ? this.say('runbook', answer) : answer;
      const choice = run.getByRole('button', { name: label, exact: true });
      const field = run.getByLabel(this.say('runbook', 'answer'), { exact: true });
      await choice.or(field).first().waitFor();
      if (await choice.isVisible()) await choice.click();
      else {
        await field.fill(answer);
        await run.getByRole('button', { name: this.say('runbook', 'next'), exact: true }).click();
      }
      await run.locator('ol > li').nth(index).waitFor();
    }
  }

  async resolve(solution: string, code: string): Promise<void> {
    await this.act('resolve');
    await this.fill('solution', solution);
    await this.fill('code', code);
    // The kinds that were used before are offered below the field: they go when it is left.
    await this.page.keyboard.press('Tab');
    const firstTierCould = this.dialog.getByRole('radio', { name: this.say('form', 'no'), exact: true });
    if ((await firstTierCould.count()) > 0) await firstTierCould.check();
    await this.done();
  }

  /** Turns to what is to be written, where there is a choice, and types it. */
  async write(kind: 'reply' | 'note', text: string): Promise<void> {
    const what = this.say('composer', kind);
    // On narrow screens one writes in a sheet of its own.
    const bar = this.page.locator('[data-composer-bar]');
    await this.composer.or(bar).first().waitFor();
    if (!(await this.composer.isVisible())) await bar.getByRole('button', { name: what, exact: true }).click();
    await this.composer.waitFor();
    if ((await this.composer.getAttribute('data-kind')) !== kind)
      await this.composer.locator('label', { hasText: what }).first().click();
    await this.page.locator(`form[data-kind=${kind}]`).waitFor();
    await this.text.fill(text);
  }

  async posts(kind: 'reply' | 'note', text: string): Promise<void> {
    await this.write(kind, text);
    await this.sendPost();
    await this.shows(text);
  }

  /** Chooses a file for what is written, and waits until it is uploaded. */
  async attaches(name: string, content: string): Promise<void> {
    const file = { name, mimeType: 'text/plain', buffer: Buffer.from(content) };
    await this.composer.locator('input[type=file]').setInputFiles(file);
    await this.isAttached(name);
  }

  /** The same by dropping it there. */
  async drops(name: string, content: string): Promise<void> {
    const file = `new File([${JSON.stringify(content)}], ${JSON.stringify(name)}, { type: 'text/plain' })`;
    const dataTransfer = await this.page.evaluateHandle(
      `(() => { const carried = new DataTransfer(); carried.items.add(${file}); return carried; })()`,
    );
    await this.composer.dispatchEvent('drop', { dataTransfer });
    await this.isAttached(name);
  }

  /** Waits until a file goes with what is written. */
  isAttached(name: string): Promise<void> {
    return this.composer.locator('li[data-state=kept]', { hasText: name }).waitFor();
  }

  /** Waits for a post with this file. */
  showsFile(name: string): Promise<void> {
    return this.page.locator('[data-post]').getByRole('link', { name, exact: true }).waitFor();
  }

  async sendPost(): Promise<void> {
    await this.composer.locator('button[type=submit]').click();
  }
}
