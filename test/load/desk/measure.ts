import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { quantile, say } from '../bench-world.js';
import { Figures, spread } from '../sla/figures.js';

const CLIENTS = 8;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** GETs on a connection that is kept, and reads the answer without a look into it: that would cost us more than the services. Rejects what is not 200. */
export const get = (url: string, token: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${answer.statusCode}: ${Buffer.concat(chunks).toString()}`));
      });
    });
    sent.once('error', reject);
    sent.end();
  });

/** One thing that screens ask for. */
export interface Ask {
  readonly what: string;
  readonly ask: (turn: number) => Promise<unknown>;
  /** How often it is asked for at work, beside what is asked for once; 4 when left out. */
  readonly often?: number;
  /** Milliseconds; 5 and 25 when left out. */
  readonly budget?: { readonly p50: number; readonly p99: number };
}

/** CPU milliseconds used so far. */
export type Cpu = () => Promise<readonly [services: number, postgres: number]>;

/** Each client asks so often: together a hundred times a second, as some hundred agents at work with a live desk. */
const PACE_MS = 80;
const WARM_UP_SECONDS = 15;
const AT_WORK_SECONDS = 120;
const EACH_SECONDS = 2;

/**
 * Eight clients. First at work: each asks every 80 ms for one thing after the other, all of them in turns; so long does somebody
 * wait while others work. Then for one thing at a time without a pause: that is eight through the requests a second that the
 * processors, ours and PostgreSQL's with these clients beside, can do at all. What each request cost the services and PostgreSQL
 * stands beside it: on a busy machine that is what to compare.
 */
export async function measure(asks: readonly Ask[], cpu: Cpu): Promise<Figures> {
  const figures = new Figures();
  // Each connection has its statements prepared then.
  await work(asks, WARM_UP_SECONDS);
  say(`  ${AT_WORK_SECONDS} s of work`);
  const atWork = await work(asks, AT_WORK_SECONDS);
  for (const one of asks) {
    const { p50, p99 } = one.budget ?? { p50: 5, p99: 25 };
    const isKept = (all: readonly number[]): boolean => quantile(all, 0.5) <= p50 && quantile(all, 0.99) <= p99;
    const waited = atWork.get(one) ?? [];
    const before = await cpu();
    const atOnce = await ask(one, EACH_SECONDS);
    const after = await cpu();
    const [ours, postgres] = after.map((ms, nth) => ((ms - (before[nth] ?? 0)) / atOnce.length).toFixed(2));
    figures.add(
      one.what,
      `${spread(waited, 'ms', 1)};  no pause: ${spread(atOnce, 'ms', 1)}  ${Math.round(atOnce.length / EACH_SECONDS)}/s  CPU ${ours} + ${postgres} ms`,
      {
        text: `p50 <= ${p50}, p99 <= ${p99} ms${isKept(waited) && !isKept(atOnce) ? '  (not without a pause)' : ''}`,
        isKept: isKept(waited),
      },
    );
  }
  figures.add('all of it at work', spread([...atWork.values()].flat(), 'ms', 1));
  return figures;
}

/** How long each answer took, in milliseconds. */
async function work(asks: readonly Ask[], seconds: number): Promise<ReadonlyMap<Ask, readonly number[]>> {
  const taken = new Map(asks.map((one) => [one, [] as number[]]));
  const deck = shuffled(asks.flatMap((one) => Array.from({ length: one.often ?? 4 }, () => one)));
  await clients(seconds, PACE_MS, async (turn) => {
    const one = deck[turn % deck.length] as Ask;
    taken.get(one)?.push(await timed(() => one.ask(turn)));
  });
  return taken;
}

async function ask(one: Ask, seconds: number): Promise<readonly number[]> {
  const taken: number[] = [];
  await clients(seconds, 0, async (turn) => void taken.push(await timed(() => one.ask(turn))));
  return taken;
}

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await ask();
  return performance.now() - from;
}

async function clients(seconds: number, paceMs: number, take: (turn: number) => Promise<void>): Promise<void> {
  let turn = 0;
  const began = performance.now();
  const end = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      let next = began + (client * paceMs) / CLIENTS;
      while (performance.now() < end) {
        const wait = next - performance.now();
        if (wait > 0) await setTimeout(wait);
        await take((turn += 1));
        next = Math.max(next + paceMs, performance.now());
      }
    }),
  );
}

/** The same order in every run. */
function shuffled<T>(items: readonly T[]): T[] {
  let seed = 1;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  return items
    .map((item) => [random(), item] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, item]) => item);
}

export const hangUp = (): void => agent.destroy();
