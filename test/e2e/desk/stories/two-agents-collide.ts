import { expect } from '@jest/globals';
import type { DeskWorld } from '../desk-world.js';

const SUBJECT = 'Scanner of the returns desk beeps all day';
const NOTE = 'Just called: she has switched the sound off herself.';
const REPLY = 'Please hold the trigger and the zero for ten seconds.';

/** Two work on one conversation: each sees the other, and nobody answers what he has not read. */
export async function twoAgentsCollide(world: DeskWorld): Promise<void> {
  const [ana, tomasz, vera] = await Promise.all([
    world.at('l1'),
    world.at('tomasz'),
    world.mailbox('Vera', 'v.sokolova@northparcel.example'),
  ]);
  await ana.goesTo('/queues/1');
  await vera.writes(SUBJECT, 'It is very loud.');
  await ana.sees(SUBJECT);
  await ana.takes(SUBJECT);
  const number = await ana.ticket.number();
  await tomasz.opens(number);
  await ana.ticket.isOpenAt(tomasz.name);

  await ana.ticket.write('reply', REPLY);
  await tomasz.ticket.isWrittenAt(ana.name);
  await tomasz.ticket.posts('note', NOTE);

  await ana.ticket.composer.getByRole('status').getByText(NOTE).waitFor();
  await ana.ticket.sendPost();
  await ana.ticket.composer.getByRole('alert').getByText(NOTE).waitFor();
  expect(await ana.ticket.text.inputValue()).toBe(REPLY);
  await ana.page.reload();
  await ana.ticket.shows(NOTE);
  expect(await ana.ticket.text.inputValue()).toBe(REPLY);
  expect(await tomasz.page.locator('[data-post]', { hasText: REPLY }).count()).toBe(0);

  await ana.ticket.sendPost();
  await tomasz.ticket.shows(REPLY);
  expect(await ana.ticket.text.inputValue()).toBe('');
  await vera.receives(REPLY);
}
