import { ApiClient } from '../../api.client.js';
import type { DeskWorld } from '../desk-world.js';

const SUBJECT = 'The shop asks in its chat why its tracking stands still';

/** Nobody looks at a ticket: it goes up by itself, the lead sees it break, and gives it to one agent and then to another. */
export async function aPromiseBreaks(world: DeskWorld): Promise<void> {
  const [marcus, pavel, admin] = await Promise.all([world.at('lead'), world.at('l2'), world.api('admin')]);
  await admin.make('sla/policies', {
    kind: 'resolution',
    conditions: { priority: 'P5', channel: 'chat' },
    targetSeconds: 1,
    thresholds: [{ percent: 100, notify: 'leads', action: 'escalate' }],
  });
  const { key } = await admin.make('api-keys', { name: 'shop', scopes: ['tickets:write'] });
  await Promise.all([marcus.goesTo('/board'), pavel.goesTo('/')]);

  const { number } = await new ApiClient(world.url, key as string).make('tickets', {
    subject: SUBJECT,
    description: 'It says "in the sorting hall" since Friday.',
    requester: { email: 'shop@customer.example' },
    channel: 'chat',
    impact: 'low',
    urgency: 'low',
  });
  await marcus.row(SUBJECT).getByText('L2', { exact: true }).waitFor();

  await marcus.page.getByRole('button', { name: marcus.say('assign', 'assignOne', { number }) }).click();
  await marcus.page.getByRole('menuitem', { name: pavel.name }).click();
  await pavel.sees(SUBJECT);
  await pavel.opens(number);
  await pavel.ticket.says(pavel.say('handOver', 'automatic'));

  const reassign = marcus.say('assign', 'reassignOne', { number, name: pavel.name });
  await marcus.page.getByRole('button', { name: reassign }).click();
  await marcus.page.getByRole('menuitem', { name: 'Oleg Antonov' }).click();
  await pavel.ticket.isWith('Oleg Antonov');
}
