import { expect } from '@jest/globals';
import { emailOf, PASSWORD, people, type DeskWorld } from '../desk-world.js';
import { AgentAtDesk } from '../agent-at-desk.js';

const SUBJECT = 'Label roll is stuck in the cutter';
const CALL = 'The lever is stuck again';
const MOST_ROWS = 40;

/** Somebody without a mouse: signs in, finds the queue, takes a ticket, answers and solves it, and writes down a call. */
export async function byKeyboard(world: DeskWorld): Promise<void> {
  const luca = await world.mailbox('Luca Rossi', 'luca@rossi-ferramenta.example');
  const screen = await world.screen();
  const tomasz = await AgentAtDesk.at(screen, people.tomasz, 'en');
  const { keyboard } = screen.page;
  const focus = (selector: string) => screen.page.locator(`${selector}:focus`).waitFor();

  await screen.page.goto(`${world.url}/sign-in`);
  await focus('input[type=email]');
  await keyboard.type(emailOf('tomasz'));
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await screen.page.locator('[data-live=live]').waitFor();

  await keyboard.press('Shift+?');
  await tomasz.ticket.dialog.getByText(tomasz.say('shell', 'keysHelp')).waitFor();
  await tomasz.ticket.cancel();
  await keyboard.press('Control+k');
  await screen.page.getByRole('dialog').locator('input:focus').waitFor();
  await keyboard.type('L1');
  await screen.page.getByRole('dialog').getByRole('button').first().waitFor();
  await keyboard.press('Enter');
  await screen.page.waitForURL('**/queues/1');

  await luca.writes(SUBJECT, 'The cutter does not open.');
  await tomasz.sees(SUBJECT);
  // Down, and up again: rows may come and go meanwhile.
  const isThere = async (): Promise<boolean> => (await tomasz.row(SUBJECT).locator('a:focus').count()) > 0;
  for (let step = 0; step < 2 * MOST_ROWS && !(await isThere()); step++)
    await keyboard.press(step < MOST_ROWS ? 'j' : 'k');
  await keyboard.press('Enter');
  await tomasz.page.locator('h1', { hasText: SUBJECT }).waitFor();
  await keyboard.press('c');
  await tomasz.ticket.isWith(tomasz.name);

  await keyboard.press('r');
  await focus('form[data-kind=reply] textarea');
  await keyboard.type('Please press the green lever.');
  await keyboard.press('Control+Enter');
  await tomasz.ticket.shows('Please press the green lever.');
  await keyboard.press('Escape');
  await keyboard.press('s');
  await focus('[role=dialog] [data-path=solution]');
  await keyboard.type('The lever was locked.');
  await keyboard.press('Tab');
  await keyboard.type('user-error');
  await keyboard.press('Control+Enter');
  await tomasz.ticket.dialog.waitFor({ state: 'detached' });
  await luca.receives('The lever was locked.');

  await tomasz.beginsTicket();
  await keyboard.type('luca ros');
  await screen.page.getByRole('option', { name: 'Luca Rossi' }).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tomasz.ticket.dialog.getByText(tomasz.say('newTicket', 'known')).waitFor();
  for (const text of ['', CALL, 'He called: it does not go back.']) {
    await keyboard.press('Tab');
    await keyboard.type(text);
  }
  await keyboard.press('Control+Enter');
  await tomasz.page.locator('h1', { hasText: CALL }).waitFor();
  expect(screen.complaints).toEqual([]);
  await screen.close();
}
