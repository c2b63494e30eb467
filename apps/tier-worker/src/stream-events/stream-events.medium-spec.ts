import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { signal } from '#database';
import { eventually } from '#testing';
import { DeskWorld, type Person } from '../testing/desk-world.js';
import { EventStream } from '../testing/event-stream.js';

let world: DeskWorld;
let first: Person;
let second: Person;
let lead: Person;
const open: EventStream[] = [];

beforeAll(async () => {
  world = await DeskWorld.open();
  first = await world.agent('agent', [[1, null]]);
  second = await world.agent('agent', [[2, 'network']]);
  lead = await world.agent('lead');
});
afterAll(() => world.close());
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

async function streamOf(person: Person, lastEventId?: string): Promise<EventStream> {
  const stream = await EventStream.open(world.url, person.token, lastEventId);
  open.push(stream);
  return stream;
}

test('what one agent does is heard by the others who may read it', async () => {
  const ticket = await world.queued();
  const [own, other] = [await streamOf(lead), await streamOf(first)];
  expect(own.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
  await world.expectOk(first, ticket, 'claim');
  const told = await own.next('ticket', ({ ticketId }) => ticketId === ticket);
  expect(told).toMatchObject({
    type: 'ticket.claimed',
    version: 3,
    state: 'in_progress',
    tier: 1,
    assigneeId: first.id,
  });
  expect(await other.next('ticket')).toEqual(told);
});
