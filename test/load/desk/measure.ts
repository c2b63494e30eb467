import { Agent, request } from 'node:http';
import { quantile } from '../bench-world.js';
import { atMost, Figures, spread } from '../sla/figures.js';

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

/** Eight clients, each asks as soon as it has its answer, for so long. */
export async function measure(
  figures: DeskFigures,
  what: string,
  ask: (turn: number) => Promise<unknown>,
  { seconds = 3, p50 = 5, p99 = 25 }: { readonly seconds?: number; readonly p50?: number; readonly p99?: number } = {},
): Promise<void> {
  if (figures.only && !figures.only.test(what)) return;
  for (let turn = 0; turn < 20; turn += 1) await ask(turn);
  const before = await figures.cpu?.();
  const times: number[] = [];
  let turn = 0;
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < end) {
        const from = performance.now();
        await ask((turn += 1));
        times.push(performance.now() - from);
      }
    }),
  );
  const after = await figures.cpu?.();
  const each = (after ?? []).map((ms, nth) => ((ms - (before?.[nth] ?? 0)) / times.length).toFixed(2));
  const cpu = after ? `  CPU ${each[0]} ms and ${each[1]} of PostgreSQL` : '';
  const isKept = quantile(times, 0.5) <= p50 && quantile(times, 0.99) <= p99;
  figures.add(what, `${spread(times, 'ms', 1)}  ${Math.round(times.length / seconds)}/s${cpu}`, {
    ...atMost(0, 0, ''),
    text: `p50 <= ${p50}, p99 <= ${p99} ms`,
    isKept,
  });
}

export const hangUp = (): void => agent.destroy();
