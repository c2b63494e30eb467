import type { Look } from '../browser.js';
import type { DeskWorld } from '../desk-world.js';

const workOrder = {
  situation: 'Scanner HB-WS2-01 loses its connection in the freezer.',
  tried: { action: 'New battery', result: 'No change' },
  hypothesis: 'Ice on the antenna',
  customerContext: 'Counts stock every night',
  checkFirst: 'Signal strength in freezer 2',
};

/** What is done all day, by people who read another language: queue, take, reply, escalate, claim, resolve. */
export async function theMainPath(world: DeskWorld, look: Look): Promise<void> {
  const subject = `Freezer scanner drops out (${look.language})`;
  const [ana, pavel, joel] = await Promise.all([
    world.at('l1', look),
    world.at('l2', look),
    world.mailbox('Joel Carter', 'j.carter@hanbitcold.example'),
  ]);
  await Promise.all([ana.goesTo('/queues/1'), pavel.goesTo('/queues/2')]);
  await joel.writes(subject, 'Every ten minutes or so.');
  await ana.sees(subject);
  await ana.takes(subject);
  await ana.ticket.write('reply', `We look into it (${look.language}).`);
  await (look.language === 'ru'
    ? ana.ticket.attaches('канал.txt', 'Channel 11')
    : ana.ticket.drops('채널.txt', 'Channel 11'));
  await ana.ticket.sendPost();
  await ana.ticket.showsFile(look.language === 'ru' ? 'канал.txt' : '채널.txt');
  await joel.receives(`We look into it (${look.language}).`);
  await joel.receives('.txt (text/plain, 10 bytes)');
  await ana.ticket.writeWorkOrder(workOrder);
  await ana.ticket.done();

  await pavel.sees(subject);
  await pavel.takes(subject);
  await pavel.ticket.isWith(pavel.name);
  await pavel.ticket.resolve(`Warmed antenna (${look.language}).`, 'repair');
  await joel.receives(`Warmed antenna (${look.language}).`);
}
