import { quantile, say } from './bench-world.js';
import { closeConnections } from './http-client.js';
import { closedLoop, Line, openLoop, type Tally } from './line.js';
import { pipelineWorld, type PipelineWorld } from './pipeline-world.js';

const AGENTS = 32;
const MOST_OPEN = 64;
const MOST_LIVE = 500;
const WARM_UP_SECONDS = 10;
const SECONDS = 25;
const STEADY_SHARE = 0.7;

/**
 * Tickets a second from `POST` through triage, the queue of the first tier, claim, reply and resolve, with clocks running:
 * twelve messages a ticket, every service a process of its own, fsync on, all on this machine together with the client.
 *   most     a closed loop: a ticket is posted when fewer than MOST_OPEN are between 201 and resolved and fewer than
 *            MOST_LIVE messages are unhandled, of any service. No queue can grow, so what comes out is sustained.
 *   steady   an open loop at a share of that, evenly, for the times a client sees; the queues must stay as they are.
 */
export async function pipelineBench(): Promise<void> {
  say(`POST -> triage -> tier -> claim -> reply -> resolve, ${AGENTS} agents, ${SECONDS} s each`);
  for (const backend of ['redis', 'postgres'] as const) await measure(backend);
  closeConnections();
}

async function measure(backend: 'redis' | 'postgres'): Promise<void> {
  const world = await pipelineWorld(backend, AGENTS);
  const line = new Line(world);
  try {
    const most = closedLoop(MOST_OPEN, MOST_LIVE);
    await line.run(most, WARM_UP_SECONDS);
    const perSecond = await phase(`${backend}, most`, world, line, () => line.run(most, SECONDS));
    await line.settle();
    const pace = openLoop(perSecond * STEADY_SHARE);
    await phase(`${backend}, steady`, world, line, () => line.run(pace, SECONDS));
    await line.settle();
    await expectNothingLeft(world);
  } finally {
    await line.end();
    await world.stop();
  }
}

/** Reports one phase and gives its rate. */
async function phase(name: string, world: PipelineWorld, line: Line, run: () => Promise<Tally>): Promise<number> {
  const before = await world.cpu();
  const began = performance.now();
  const tally = await run();
  const seconds = (performance.now() - began) / 1_000;
  const after = await world.cpu();
  const perSecond = tally.resolved / seconds;
  const cpu = [...after].map(([part, ms]) => ({
    part,
    microseconds: ((ms - (before.get(part) ?? 0)) * 1_000) / tally.resolved,
  }));
  const total = cpu.reduce((sum, { microseconds }) => sum + microseconds, 0);
  const half = Math.floor(tally.live.length / 2);
  const times = (values: readonly number[]) => [0.5, 0.99].map((q) => quantile(values, q).toFixed(1)).join(' / ');
  say(`  ${name}: ${perSecond.toFixed(1)} tickets/s`);
  say(
    `    unhandled messages: median ${quantile(tally.live.slice(0, half), 0.5)} in the first half, ` +
      `${quantile(tally.live.slice(half), 0.5)} in the second, at most ${quantile(tally.live, 1)}`,
  );
  say(
    `    p50 / p99 ms: POST ${times(tally.posts)}, action ${times(tally.actions)}, 201 -> waiting ${times(tally.waits)}`,
  );
  say(
    `    CPU µs a ticket: ${cpu.map(({ part, microseconds }) => `${part} ${Math.round(microseconds)}`).join(', ')}; ` +
      `all ${Math.round(total)} = ${((total * perSecond) / 1e6).toFixed(2)} cores`,
  );
  return perSecond;
}

/** Every ticket is resolved, its clocks have stopped, and no message was given up. */
async function expectNothingLeft({ database }: PipelineWorld): Promise<void> {
  const { rows } = await database.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM ticket WHERE state <> 'resolved') AS "tickets not resolved",
      (SELECT count(*)::int FROM clock WHERE state IN ('running', 'paused')) AS "clocks not stopped",
      (SELECT count(*)::int FROM outbox) AS "messages left"`,
  );
  const left = Object.entries(rows[0] ?? {}).filter(([, count]) => count > 0);
  if (left.length > 0) throw new Error(left.map(([what, count]) => `${count} ${what}`).join(', '));
}
