import type { AgentCaller, Credentials } from '#access';
import { eventually } from '#testing';
import { afterEach, expect, test } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Presence } from '../watch-presence/presence.js';
import { LiveStreams } from './live-streams.js';
import type { News, NewsQuery } from './news.query.js';
import type { TellNews } from './tell-news.js';

const agent: AgentCaller = { kind: 'agent', id: 'a', name: 'A', email: 'a@desk.test', role: 'lead', desks: [] };
let streams: LiveStreams;
afterEach(() => streams?.onModuleDestroy());

const newsOf = (snapshot: string, history = 'one'): News => ({
  history,
  at: 1,
  snapshot,
  events: [],
  signals: [],
  isTooMuch: false,
});

/** What a screen hears when one look after another finds this, and the last for ever; nothing ever happens. */
async function heard(...looks: readonly News[]): Promise<string> {
  let look = 0;
  const news = { since: () => Promise.resolve(looks[Math.min(look++, looks.length - 1)]!) };
  streams = new LiveStreams(
    news as unknown as NewsQuery,
    { expire: () => Promise.resolve() } as unknown as Presence,
    { messages: (_: News, ready: readonly unknown[]) => Promise.resolve(ready.map(() => [])) } as unknown as TellNews,
    { callerOf: () => Promise.resolve(agent) } as unknown as Credentials,
  );
  let text = '';
  const answer = new PassThrough().on('data', (chunk: Buffer) => (text += chunk.toString()));
  streams.onApplicationBootstrap();
  streams.open(answer as unknown as ServerResponse, 'token', agent, null);
  await eventually(async () => expect(look).toBeGreaterThan(looks.length));
  return text;
}

test('nothing new is nothing to read again', async () => {
  expect(await heard(newsOf('5:5:'), newsOf('5:6:'), newsOf('7:7:'))).not.toContain('resync');
});

test.each([
  ['another database', newsOf('9:9:', 'two')],
  ['ids that run back, as after a crash', newsOf('4:4:')],
])('%s: everything is to be read again, also when nothing happened since', async (_, next) => {
  expect(await heard(newsOf('5:5:'), next)).toContain('event: resync\ndata: {"reason":"history-changed"}');
});
