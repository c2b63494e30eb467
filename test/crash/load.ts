import { randomUUID } from 'node:crypto';
import { json, pause, request, type Promised } from './promised.js';
import type { Random } from './random.js';
import type { Account, World } from './world.js';

/** A customer posts a ticket and insists, under one idempotency key, until it is accepted. */
export async function postTickets(
  world: World,
  promised: Promised,
  random: Random,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const token = randomUUID();
    const level = random.pick(['low', 'medium', 'high']);
    const body = {
      subject: `Printer does not print ${token}`,
      description: 'It blinks, then it stops.',
      requester: { email: `customer-${Math.floor(random.next() * 50)}@crash.test` },
      impact: level,
      urgency: level,
      ...(random.chance(0.3) && { route: { tier: random.pick([2, 3]), reason: 'Known to be hard.' } }),
    };
    for (;;) {
      const url = `${random.pick(world.replicas('intake'))}/api/v1/tickets`;
      const answer = await request(promised, url, json(world.apiKey, body, { 'idempotency-key': token }));
      if (answer?.status === 201) {
        promised.tickets.set(token, answer.body['id'] as string);
        break;
      }
      if (answer && answer.status !== 409) {
        promised.surprises.push(`POST ticket: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
        break;
      }
      await pause(random.between(50, 300));
    }
    await pause(random.between(50, 200));
  }
}

const workOrder = {
  situation: 'The printer blinks and stops.',
  tried: [{ action: 'Power cycle', result: 'Same after two minutes' }],
  hypothesis: 'Fuser overheats',
  customerContext: 'Warehouse, ships at noon',
  checkFirst: 'The fuser temperature log',
};

/** An agent signs in, takes what waits at their tier, and moves it on: up, back, to the customer, or solved. */
export async function workTickets(
  world: World,
  promised: Promised,
  account: Account,
  random: Random,
  isOver: () => boolean,
  signedIn: string | null,
): Promise<void> {
  let token = signedIn;
  let held: Ticket | null = null;
  while (!isOver()) {
    await pause(random.between(20, 150));
    token ??= await signIn(world, promised, account);
    if (!token) continue;
    if (held?.state === 'in_progress' && random.chance(0.8)) {
      const next = nextAction(held.state, held.tier, world.vendorId, random);
      held = await act(world, promised, token, random, held, next);
      continue;
    }
    const tier = account.tier ?? random.pick([1, 2, 3]);
    const state = random.pick(['queued', 'queued', 'in_progress', 'awaiting_customer']);
    const mine = state === 'in_progress' && account.tier !== null ? `&assignee=${account.id}` : '';
    const url = `${world.url('intake')}/api/v1/tickets?tier=${tier}&state=${state}${mine}&limit=50`;
    const list = await request(promised, url, {
      method: 'GET',
      headers: { authorization: `Bearer ${token}` },
    });
    if (list?.status === 401) token = null;
    const items = (list?.body['items'] ?? []) as Ticket[];
    const ticket = items.length > 0 ? random.pick(items) : null;
    if (!ticket || !token) continue;
    held = await act(world, promised, token, random, ticket, nextAction(state, tier, world.vendorId, random));
  }
}

/** The agent's token; null when nobody answered. */
export async function signIn(world: World, promised: Promised, account: Account): Promise<string | null> {
  const url = `${world.url('tier-worker')}/api/v1/auth/login`;
  const body = { email: account.email, password: world.password };
  const answer = await request(promised, url, json('', body, {}));
  return answer?.status === 200 || answer?.status === 201 ? (answer.body['accessToken'] as string) : null;
}

interface Ticket {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly tier: number;
}

interface NextAction {
  readonly action: string;
  readonly body: Record<string, unknown>;
  /** Where it is written down whether something with this token in it was acknowledged. */
  readonly token?: readonly ['replies' | 'asked', string];
}

function nextAction(state: string, tier: number, vendorId: string, random: Random): NextAction {
  if (state === 'queued') return { action: 'claim', body: {} };
  if (state === 'awaiting_customer') return { action: 'resume', body: {} };
  const said = randomUUID();
  const vendorCase = { vendorId, subject: `Which fuser is it? ${said}`, body: 'It overheats after two minutes.' };
  const askVendor: NextAction = { action: 'ask-vendor', body: vendorCase, token: ['asked', said] };
  const possible: NextAction[] = [
    { action: 'reply', body: { body: `Please try again ${said}` }, token: ['replies', said] },
    { action: 'resolve', body: { solution: 'Replaced the fuser.', code: 'replaced' } },
    { action: 'release', body: {} },
    { action: 'ask-customer', body: { body: 'Does it also blink when cold?' } },
    ...(tier < 3 ? [{ action: 'escalate', body: { workOrder } }] : []),
    ...(tier > 1
      ? [askVendor, askVendor, { action: 'return', body: { reasonCode: 'l1-capable', note: 'A power cycle helps.' } }]
      : []),
  ];
  return random.pick(possible);
}

/** The ticket as it is afterwards; null when nobody knows. */
async function act(
  world: World,
  promised: Promised,
  token: string,
  random: Random,
  ticket: Ticket,
  { action, body, token: [kind, said] = ['replies', ''] }: NextAction,
): Promise<Ticket | null> {
  const replica = random.pick(world.services.filter(({ name }) => name.startsWith('tier-worker')));
  if (said) promised[kind].set(said, false);
  const url = `${replica.url}/api/v1/tickets/${ticket.id}/${action}`;
  const answer = await request(promised, url, json(token, { ...body, expectedVersion: ticket.version }));
  if (!answer) return null;
  if (answer.status === 200) {
    promised.actions.push({ ticketId: ticket.id, version: answer.body['version'] as number, action });
    if (said) promised[kind].set(said, true);
    return answer.body as unknown as Ticket;
  }
  const code = `${action}: ${answer.status} ${String(answer.body['code'])}`;
  promised.refusals.set(code, (promised.refusals.get(code) ?? 0) + 1);
  if (![401, 403, 404, 409].includes(answer.status)) {
    promised.surprises.push(`${action}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
  }
  return null;
}
