import { quantile, say } from './bench-world.js';
import { closeConnections, post } from './http-client.js';
import { liveWorld, type LiveWorld } from './live/live-world.js';
import { Screen } from './live/screen.js';

const STREAMS = [1, 50, 200];
const PER_SECOND = 10;
const SECONDS = 15;
const WARM_UP = 20;
const IDLE_SECONDS = 10;
const BUDGET_MS = 300;

/** From the answer of an agent's action to the event on the screens of others, at two processes; and what idle streams cost. */
export async function liveBench(): Promise<void> {
  say(`an action's 200 -> its event on other screens, ${PER_SECOND} actions/s for ${SECONDS} s, two processes`);
  const world = await liveWorld(Math.max(...STREAMS), 50);
  try {
    say(`  without streams: ${await idle(world)}`);
    for (const streams of STREAMS) await measure(world, streams);
  } finally {
    closeConnections();
    await world.stop();
  }
}

async function measure(world: LiveWorld, count: number): Promise<void> {
  const screens: Screen[] = [];
  for (let index = 0; index < count; index += 1) {
    screens.push(await Screen.open(world.urls[index % 2]!, world.agents[index]!));
  }
  const resting = await idle(world);
  const answered = await act(world);
  await pause(1_000);
  const delays: number[] = [];
  let missed = 0;
  for (const [key, at] of answered) {
    for (const { heard } of screens) {
      const heardAt = heard.get(key);
      if (heardAt === undefined) missed += 1;
      else delays.push(Math.max(0, heardAt - at));
    }
  }
  for (const screen of screens) screen.close();
  const ms = (q: number) => `${quantile(delays, q).toFixed(0)} ms`;
  const verdict = quantile(delays, 0.99) < BUDGET_MS && missed === 0 ? 'in budget' : 'NOT in budget';
  say(
    `  ${String(count).padStart(3)} streams: p50 ${ms(0.5)}  p99 ${ms(0.99)}  max ${ms(1)}  missed ${missed} of ${delays.length + missed}  ${verdict}; idle: ${resting}`,
  );
}

/** Notes on tickets, evenly; what was written -> when its answer was here. The first ones do not count. */
async function act({ urls, agents, tickets }: LiveWorld): Promise<Map<string, number>> {
  const answered = new Map<string, number>();
  const acts: Promise<void>[] = [];
  for (let index = 0; index < WARM_UP + PER_SECOND * SECONDS; index += 1) {
    const url = `${urls[index % 2]}/api/v1/tickets/${tickets[index % tickets.length]}/note`;
    acts.push(
      post<{ id: string; version: number }>(url, agents[0]!, { body: 'Seen.' }, 200).then(({ body }) => {
        if (index >= WARM_UP) answered.set(`${body.id}:${body.version}`, performance.now());
      }),
    );
    await pause(1_000 / PER_SECOND);
  }
  await Promise.all(acts);
  return answered;
}

/** CPU of doing nothing, in per cent of one core. */
async function idle(world: LiveWorld): Promise<string> {
  const before = await world.cpu();
  await pause(IDLE_SECONDS * 1_000);
  const after = await world.cpu();
  const percent = (ms: number) => `${(ms / (IDLE_SECONDS * 10)).toFixed(1)} %`;
  return `both processes ${percent(after.services - before.services)}, PostgreSQL ${percent(after.postgres - before.postgres)} of a core`;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
