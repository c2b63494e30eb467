import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { eventually } from '#testing';
import type { AgentAtDesk } from './agent-at-desk.js';

/** A dialog, a menu or a sheet of the desk: how it is opened, and where it is then. */
interface Layer {
  readonly name: string;
  readonly open: () => Promise<void>;
  readonly part: '[role=dialog]' | '[role=menu]';
}

/** Everything a lead can do with a ticket in progress above the first tier. */
const actions = [
  'escalate',
  'return',
  'resolve',
  'wait',
  'ask-vendor',
  'transfer',
  'release',
  'assign',
  'merge',
  'log-work',
  'describe',
  'consult',
  'raise',
  'link',
  'split',
] as const;
/** Those that cannot be sent as they are: what they say about it is looked at too. */
const incomplete: readonly string[] = ['escalate', 'return', 'resolve'];

const onTicket = (desk: AgentAtDesk): readonly Layer[] => {
  const { ticket, page } = desk;
  const menu = (name: string, open: () => Promise<void>): Layer => ({ name, open, part: '[role=menu]' });
  return [
    ...actions.map((action): Layer => ({
      name: action,
      open: async () => {
        await ticket.act(action);
        await ticket.dialog.waitFor();
        if (!incomplete.includes(action)) return;
        await ticket.send();
        await ticket.dialog.locator('[aria-invalid=true], [data-error=true]').first().waitFor();
      },
      part: '[role=dialog]',
    })),
    menu('more', () => page.getByRole('button', { name: desk.say('action', 'more'), exact: true }).click()),
  ];
};

const everywhere = (desk: AgentAtDesk): readonly Layer[] => {
  const { page } = desk;
  return [
    { name: 'palette', open: () => page.keyboard.press('Control+k'), part: '[role=dialog]' },
    {
      name: 'new ticket',
      open: async () => {
        await desk.beginsTicket();
        await page.keyboard.type('an');
        await page.locator('[role=option]').first().waitFor();
      },
      part: '[role=dialog]',
    },
    { name: 'keys', open: () => page.keyboard.press('Shift+?'), part: '[role=dialog]' },
    {
      name: 'me',
      open: () => page.getByRole('button', { name: desk.name }).first().click(),
      part: '[role=menu]',
    },
  ];
};

/** What is in front of the page does not keep anybody out either, and has room on the screen. Gives what is wrong. */
export async function barriersOfLayers(desk: AgentAtDesk, number: string): Promise<unknown[]> {
  const { page, screen } = desk;
  const found: unknown[] = [];
  await desk.opens(number);
  for (const { name, open, part } of [...everywhere(desk), ...onTicket(desk)]) {
    await open();
    await eventually(async () => expect(await page.evaluate(isThere(part))).toBe(true));
    const [barriers, overflow] = [await screen.barriers(part), await screen.overflow()];
    if (barriers.length > 0 || overflow > 0) found.push({ name, barriers, overflow });
    await close(page.locator(part).first());
  }
  return found;
}

/* In the page: it is there, and no longer on its way in (half transparent letters have little contrast). */
const isThere = (part: string): string => `(() => {
  const layer = document.querySelector(${JSON.stringify(part)});
  if (!layer) return false;
  for (let element = layer; element; element = element.parentElement)
    if (getComputedStyle(element).opacity !== '1') return false;
  return document.getAnimations().every((each) => each.playState !== 'running' || each.effect.getComputedTiming().endTime === Infinity);
})()`;

/** Escape closes what is in front: a list of choices first, then the dialog. */
const close = (layer: Locator): Promise<void> =>
  eventually(
    async () => {
      await layer.page().keyboard.press('Escape');
      expect(await layer.count()).toBe(0);
    },
    { everyMs: 100 },
  );

/** Every section of the settings. */
export async function barriersOfSettings(desk: AgentAtDesk): Promise<unknown[]> {
  const { page, screen } = desk;
  const found: unknown[] = [];
  await desk.goesTo('/settings');
  const links = page.locator('nav a[href^="/settings/"]');
  const paths = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
  for (const path of paths) {
    await desk.goesTo(path);
    await screen.loaded();
    const [barriers, overflow] = [await screen.barriers(), await screen.overflow()];
    if (barriers.length > 0 || overflow > 0) found.push({ path, barriers, overflow });
  }
  return paths.length > 10 ? found : [`Only ${paths.length} sections`];
}
