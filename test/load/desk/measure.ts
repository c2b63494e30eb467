import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { quantile } from '../bench-world.js';
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

/** Figures beside which stands what each request cost the services and PostgreSQL: on a busy machine that is what to compare. */
export class DeskFigures extends Figures {
  /** What is measured; all, when left out. */
  only?: RegExp | undefined;
  /** CPU milliseconds used so far. */
  cpu?: () => Promise<readonly [services: number, postgres: number]>;
}

/** Each client asks so often: together as a few hundred agents at work. */
const PACE_MS = 40;

/**
 * Eight clients, first at the pace of work, then without a pause. At the pace it says how long somebody waits; without one it
 * is eight through the requests a second that the processors, ours and PostgreSQL's with these clients beside, can do at all.
 */
export async function measure(
  figures: DeskFigures,
  what: string,
  ask: (turn: number) => Promise<unknown>,
  { seconds = 3, p50 = 5, p99 = 25 }: { readonly seconds?: number; readonly p50?: number; readonly p99?: number } = {},
): Promise<void> {
  if (figures.only && !figures.only.test(what)) return;
  for (let turn = 0; turn < 20; turn += 1) await ask(turn);
  const atWork = await times(ask, seconds, PACE_MS);
  const before = await figures.cpu?.();
  const atOnce = await times(ask, seconds);
  const after = await figures.cpu?.();
  const each = (after ?? []).map((ms, nth) => ((ms - (before?.[nth] ?? 0)) / atOnce.length).toFixed(2));
  const cpu = after ? `  CPU ${each[0]} + ${each[1]} ms` : '';
  const isKept = (all: readonly number[]): boolean => quantile(all, 0.5) <= p50 && quantile(all, 0.99) <= p99;
  figures.add(
    what,
    `${spread(atWork, 'ms', 1)};  no pause: ${spread(atOnce, 'ms', 1)}  ${Math.round(atOnce.length / seconds)}/s${cpu}`,
    {
      text: `p50 <= ${p50}, p99 <= ${p99} ms${isKept(atWork) && !isKept(atOnce) ? '  (not without a pause)' : ''}`,
      isKept: isKept(atWork),
    },
  );
}

/** How long each answer took, in milliseconds. */
async function times(ask: (turn: number) => Promise<unknown>, seconds: number, paceMs = 0): Promise<number[]> {
  const taken: number[] = [];
  let turn = 0;
  const began = performance.now();
  const end = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      let next = began + (client * paceMs) / CLIENTS;
      while (performance.now() < end) {
        const wait = next - performance.now();
        if (wait > 0) await setTimeout(wait);
        const from = performance.now();
        await ask((turn += 1));
        taken.push(performance.now() - from);
        next = Math.max(next + paceMs, performance.now());
      }
    }),
  );
  return taken;
}

export const hangUp = (): void => agent.destroy();
