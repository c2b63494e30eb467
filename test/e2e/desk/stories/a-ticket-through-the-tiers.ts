import { expect } from '@jest/globals';
import type { DeskWorld } from '../desk-world.js';

const SUBJECT = 'Faint print on every label of line 1';
const workOrder = {
  situation: 'Line 1 prints faint labels since the morning.',
  tried: { action: 'New ribbon of the right kind', result: 'As faint as before' },
  hypothesis: 'The head is worn: the strip is 12 mm broad and always at the same place.',
  customerContext: 'North Parcel sorts by these labels; the lorries leave at noon.',
  checkFirst: 'Resistance of the head, dots 300 to 400.',
};

/** A mail comes in, L1 does what it can, L2 sends it back once and solves it, and the customer hears of it. */
export async function aTicketGoesThroughTheTiers(world: DeskWorld): Promise<void> {
  const [ana, pavel, elsa] = await Promise.all([
    world.at('l1'),
    world.at('l2'),
    world.mailbox('Elsa Lindqvist', 'e.lindqvist@northparcel.example'),
  ]);
  await Promise.all([ana.goesTo('/queues/1'), pavel.goesTo('/queues/2')]);

  await elsa.writes(SUBJECT, 'The scanners cannot read them any more.');
  await ana.sees(SUBJECT);
  await ana.takes(SUBJECT);
  await ana.ticket.isWith(ana.name);
  const number = await ana.ticket.number();
  await ana.ticket.describe({ symptom: 'Faint print', goal: 'Parcels leave at noon', assetTag: 'NP-LP9-01' });

  await ana.ticket.act('escalate');
  await ana.ticket.send();
  await ana.ticket.dialog.getByText(ana.say('escalate', 'missing')).first().waitFor();
  await ana.ticket.cancel();
  await ana.ticket.writeWorkOrder(workOrder);
  await ana.ticket.send();
  expect(await ana.ticket.refusal()).toContain('Print the test page');
  await ana.ticket.cancel();

  await ana.ticket.run('Faint or striped print', ['fail', 'in thin lines', 'fail', '12']);
  await ana.ticket.act('escalate');
  await ana.ticket.done();
  await ana.ticket.isWith('L2');

  await pavel.sees(SUBJECT);
  await pavel.opens(number);
  await pavel.ticket.says(workOrder.checkFirst);
  await pavel.ticket.says('Clean the head');
  await pavel.ticket.act('claim');
  await pavel.ticket.isWith(pavel.name);
  await pavel.ticket.act('return');
  await pavel.ticket.dialog.getByRole('radio', { name: pavel.say('returnReason', 'missing-info') }).check();
  await pavel.ticket.fill('note', 'Which ribbon is in it? I need its part number.');
  await pavel.ticket.done();

  await ana.ticket.turnTo('overview');
  await ana.ticket.says('Which ribbon is in it?');
  await ana.ticket.act('claim');
  await ana.ticket.isWith(ana.name);
  await ana.ticket.writeWorkOrder({ ...workOrder, situation: `${workOrder.situation} Ribbon R-110 resin.` });
  await ana.ticket.done();

  await pavel.ticket.isWith('L2');
  await pavel.ticket.says('Ribbon R-110 resin.');
  await pavel.ticket.act('claim');
  await pavel.ticket.isWith(pavel.name);
  await pavel.ticket.resolve('A new head is on its way; until then line 2 prints for both.', 'replacement');
  await elsa.receives('A new head is on its way');
}
