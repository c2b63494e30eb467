import { expect } from '@jest/globals';
import { eventually } from '#testing';
import { ApiClient } from '../../api.client.js';
import { PASSWORD, type DeskWorld } from '../desk-world.js';
import type { Mailbox } from '../mailbox.js';
import { hostile, hostileFiles, hostileMails, hostileShort, hostileText } from './payloads.js';

export interface HostileContent {
  /** In the hands of the admin, with every hostile mail. */
  readonly mailed: string;
  /** Its promise is broken, and it is at a vendor. */
  readonly atVendor: string;
  /** An alert of a monitoring system, held by an agent with a hostile name. */
  readonly alerted: string;
  readonly vendorCase: string;
}

const ADDRESS = 'mallory@customer.example';
const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** Everybody who can write something into Tierline writes what wants to run on our screens. */
export async function storeHostileContent(world: DeskWorld): Promise<HostileContent> {
  const admin = await world.api('admin');
  const me = (await admin.get('auth/me')).body.id as string;
  const setup = await configure(world, admin);
  const [mailed, atVendor, alerted] = await Promise.all([
    byMail(await world.mailbox(hostileShort('Hostile sender'), ADDRESS), admin),
    byPhone(world, admin),
    byAlert(world, admin),
  ]);
  const act = async (number: string, action: string, body: object): Promise<void> => {
    const answer = await admin.post(`tickets/${number}/${action}`, body);
    if (answer.status >= 300) throw new Error(`${action}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  await act(mailed, 'assign', { agentId: me });
  await act(mailed, 'describe', {
    symptom: hostile('Hostile symptom'),
    goal: hostile('Hostile goal'),
    location: hostile('Hostile location'),
    tags: ['<svg/onload=canary(1)>'],
  });
  await act(mailed, 'hypotheses', { cause: hostile('Hostile cause') });
  await act(mailed, 'reply', { body: hostileText });
  await act(mailed, 'log-work', { seconds: 60, kind: 'call', withCustomer: true, note: hostile('Hostile work') });
  await act(mailed, 'consult', { question: hostile('Hostile question') });
  await act(alerted, 'assign', { agentId: setup.agentId });
  const mallory = await ApiClient.login(world.url, setup.email, PASSWORD);
  await mallory.post(`tickets/${alerted}/note`, { body: `@Ingrid Vale ${hostileText}`, mentions: [me] });
  await act(alerted, 'raise-to-management', {
    reason: 'other',
    requestedBy: 'customer',
    justification: hostile('Hostile justification'),
    severity: 'high',
  });
  await act(atVendor, 'assign', { agentId: me });
  await act(atVendor, 'ask-vendor', {
    vendorId: setup.vendorId,
    subject: hostile('Hostile question'),
    body: hostileText,
  });
  const vendorCase = await eventually(async () => {
    const item = (await admin.get('vendor-cases')).body.items.find(
      ({ ticketNumber, ticket }: { ticketNumber?: string; ticket?: { number: string } }) =>
        (ticketNumber ?? ticket?.number) === atVendor,
    );
    // It may have gone on meanwhile.
    expect(['acknowledged', 'progress']).toContain(item.state);
    return item.id as string;
  });
  return { mailed, atVendor, alerted, vendorCase };
}

/** What admins and leads name. */
async function configure(world: DeskWorld, admin: ApiClient) {
  const email = 'mallory@demo.tierline.test';
  const team = await admin.make('teams', { name: hostile('Hostile team'), tier: 1, sector: null });
  await admin.make('sectors', { code: 'hostile', name: hostile('Hostile sector') });
  const everybody = { sharedWith: { everybody: true, teams: [], tiers: [] } };
  const [agent, vendor, organisation] = await Promise.all([
    admin.make('agents', { email, password: PASSWORD, name: hostile('Hostile agent'), teams: [team.id] }),
    admin.make('vendors', { name: hostile('Hostile vendor'), endpoint: world.vendorEndpoint }),
    admin.make('organisations', { name: hostile('Hostile organisation') }),
    admin.make('macros', {
      name: hostile('Hostile macro'),
      shared: true,
      texts: [{ language: 'en', body: hostile('Hostile macro text') }],
    }),
    admin.make('desk/views', { name: hostileShort('Hostile view'), filters: {}, ...everybody }),
    admin.make('triage/rules', { name: hostile('Hostile rule'), words: ['hostile'], tier: 1, sector: 'hostile' }),
    admin.make('runbooks', {
      title: hostile('Hostile runbook'),
      summary: hostile('Hostile summary'),
      tiers: [1],
      words: ['hostile'],
      steps: [{ id: 'one', title: hostile('Hostile step'), instruction: hostileText, kind: 'check', required: true }],
      publish: true,
    }),
    admin.make('api-keys', { name: hostile('Hostile key'), scopes: ['tickets:read'] }),
    admin.make('sla/policies', {
      kind: 'resolution',
      conditions: { priority: 'P5', channel: 'phone' },
      targetSeconds: 1,
      thresholds: [{ percent: 100, notify: 'leads', action: 'escalate' }],
    }),
  ]);
  world.vendor.secret = vendor.secret as string;
  world.vendor.answers = [
    { kind: 'acknowledged', reference: hostile('Hostile reference') },
    { kind: 'progress', message: hostileText },
  ];
  const contact = { email: ADDRESS, name: hostile('Hostile sender'), organisationId: organisation.id };
  await admin.make('contacts', contact);
  return { email, agentId: agent.id as string, vendorId: vendor.id as string };
}

/** A ticket with one post for each mail. */
async function byMail(mailbox: Mailbox, admin: ApiClient): Promise<string> {
  const from = `${word(hostileShort('Hostile sender'))} <${ADDRESS}>`;
  const [first, ...others] = hostileMails;
  const html = (subject: string, body: string) => mailbox.sends({ subject, from }, 'text/html; charset=utf-8', body);
  await html(word(hostile('Hostile subject')), `<p>Hostile mail</p>${first}`);
  const number = await opened(admin, 'tickets?channel=email&q=hostile');
  const again = `Re: [${number}] ${word(hostile('Hostile answer'))}`;
  for (const other of others) await html(again, `<p>Hostile mail</p>${other}`);
  await mailbox.sends({ subject: again, from }, 'multipart/mixed; boundary=b', withFiles());
  await eventually(
    async () => {
      const { items } = (await admin.get(`tickets/${number}/posts?limit=100`)).body;
      expect(items).toHaveLength(hostileMails.length + 1);
    },
    { withinMs: 30_000 },
  );
  return number;
}

const withFiles = (): string =>
  [
    '--b',
    'Content-Type: text/plain',
    '',
    hostileText,
    ...hostileFiles.flatMap(({ name, type, content }) => [
      '--b',
      `Content-Type: ${type}`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(name)}`,
      '',
      Buffer.from(content).toString('base64'),
    ]),
    '--b--',
  ].join('\r\n');

/** A ticket whose promise breaks at once; and one that waits. */
async function byPhone(world: DeskWorld, admin: ApiClient): Promise<string> {
  const { key } = await admin.make('api-keys', { name: 'phone', scopes: ['tickets:write'] });
  const client = new ApiClient(world.url, key as string);
  const ticket = { description: hostileText, requester: { email: ADDRESS }, impact: 'low', urgency: 'low' };
  await client.make('tickets', { ...ticket, subject: hostile('Hostile wait'), channel: 'web' });
  const { number } = await client.make('tickets', { ...ticket, subject: hostile('Hostile call'), channel: 'phone' });
  await eventually(async () => expect((await admin.get(`tickets/${number}`)).body).toMatchObject({ tier: 2 }), {
    withinMs: 20_000,
  });
  return number as string;
}

async function byAlert(world: DeskWorld, admin: ApiClient): Promise<string> {
  const { key } = await admin.make('api-keys', { name: 'monitor', scopes: ['alerts:write'] });
  const labels = { alertname: hostile('Hostile alert'), instance: hostile('Hostile instance'), severity: 'critical' };
  const annotations = { summary: hostile('Hostile alert'), description: hostileText };
  const alert = { status: 'firing', labels, annotations, generatorURL: 'javascript:canary(1)' };
  await new ApiClient(world.url, key as string).post('inbound/alerts', { alerts: [alert] });
  return opened(admin, 'tickets?channel=alert&state=queued&q=hostile');
}

/** Waits for the one ticket that is found by this. */
function opened(admin: ApiClient, path: string): Promise<string> {
  return eventually(
    async () => {
      const { items } = (await admin.get(path)).body;
      expect(items).toHaveLength(1);
      return items[0].number as string;
    },
    { withinMs: 20_000 },
  );
}
