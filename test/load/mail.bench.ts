import { freePort } from '#testing';
import { simpleParser } from 'mailparser';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { redisProcess } from '../processes/redis.process.js';
import { serviceProcess, type ServiceProcess } from '../processes/service.process.js';
import { askBeside } from './ask-beside.js';
import { benchWorld, say } from './bench-world.js';
import { closeConnections, postBytes } from './http-client.js';
import type { LoopWatch } from './loop-watch.js';
import { kindsOfMail, withAttachment, type KindOfMail } from './mails.js';

const WARM_UP = 300;
/** Mails of each kind; each takes some seconds. */
const MAILS: Readonly<Record<string, number>> = { '2 KB plain': 6_000, '30 KB HTML': 2_000, '1 MB attachment': 150 };
const CONNECTIONS = 32;
/** Answered and not filed yet: no more than this many, so that what is measured can go on for ever. */
const MOST_UNFILED = 1_000;
const LARGE = 12;

/**
 * Mails a second from `POST /inbound/email/raw` to the committed ticket, every mail from its own Message-ID to its own ticket, on
 * one intake process with its client, Redis and a PostgreSQL that flushes, all on this machine; beside it what the bare
 * parser does with the same mails on one thread. Then: how long mails of 10 MB keep HTTP waiting.
 */
export async function mailBench(): Promise<void> {
  const world = await benchWorld();
  const redis = await redisProcess(world.directory);
  await redis.process.start();
  const metricsPort = await freePort();
  const watched = join(world.directory, 'loop-watch.json');
  const intake = await serviceProcess('intake', {
    directory: world.directory,
    env: {
      DATABASE_URL: world.databaseUrl,
      REDIS_URL: redis.url,
      METRICS_PORT: `${metricsPort}`,
      FILES_DIR: `${world.directory}/files`,
      LOOP_WATCH: watched,
      NODE_OPTIONS: `--import ${new URL('./loop-watch.js', import.meta.url).href}`,
    },
  });
  const database = new pg.Client(world.databaseUrl);
  try {
    await intake.process.start();
    await database.connect();
    const bench = new Bench(`${intake.url}/api/v1/inbound/email/raw`, world.apiKey, database);
    say(`POST /inbound/email/raw -> ticket, ${CONNECTIONS} connections, at most ${MOST_UNFILED} not filed yet`);
    for (const kind of kindsOfMail) {
      await bench.run(kind, Math.min(WARM_UP, Math.floor(MAILS[kind.name]! / 4)));
      const parsed = await parserRate(kind);
      const { received, filed } = await bench.run(kind, MAILS[kind.name]!);
      say(
        `  ${kind.name.padEnd(16)} ${filed.toFixed(0)} mails/s to the ticket (answered ${received.toFixed(0)}/s), ` +
          `bare parser ${parsed.toFixed(0)}/s: ${(filed / parsed).toFixed(2)}`,
      );
    }
    await blocking(bench, intake, `http://127.0.0.1:${metricsPort}/metrics`, watched);
  } finally {
    closeConnections();
    await database.end();
    await intake.process.stop();
    await redis.process.stop();
    await world.stop();
  }
}

class Bench {
  private next = 0;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly database: pg.Client,
  ) {}

  /** Sends so many mails and waits until all are tickets; both rates in mails a second. */
  async run(
    kind: KindOfMail,
    count: number,
    connections = CONNECTIONS,
  ): Promise<{ readonly received: number; readonly filed: number }> {
    const before = await this.figures();
    const began = performance.now();
    let left = count;
    let unfiled = 0;
    let isOver = false;
    const watch = (async () => {
      for (; !isOver; await pause(50)) unfiled = (await this.figures()).unfiled;
    })();
    const sender = async () => {
      while (left > 0) {
        left -= 1;
        while (unfiled > MOST_UNFILED) await pause(10);
        await postBytes(this.url, this.token, { type: 'message/rfc822', body: kind.make((this.next += 1)) }, 200);
      }
    };
    await Promise.all(Array.from({ length: connections }, sender));
    const received = (performance.now() - began) / 1_000;
    while ((await this.figures()).unfiled > 0) await pause(10);
    const filed = (performance.now() - began) / 1_000;
    isOver = true;
    await watch;
    const made = (await this.figures()).tickets - before.tickets;
    if (made !== count) throw new Error(`${count} mails made ${made} tickets`);
    return { received: count / received, filed: count / filed };
  }

  private async figures(): Promise<{ readonly unfiled: number; readonly tickets: number }> {
    const { rows } = await this.database.query<{ unfiled: number; tickets: number }>(figures);
    return rows[0]!;
  }
}

const figures = {
  name: 'bench-mail',
  text: `SELECT (SELECT count(*)::int FROM inbound_mail WHERE next_attempt_at IS NOT NULL) AS unfiled,
    (SELECT count(*)::int FROM ticket) AS tickets`,
};

/** What the library does by itself with such mails, on one thread. */
async function parserRate(kind: KindOfMail): Promise<number> {
  const mails = Array.from({ length: 20 }, (_, index) => kind.make(index));
  for (const mail of mails.slice(0, 5)) await simpleParser(mail);
  const began = performance.now();
  let parsed = 0;
  for (; performance.now() - began < 2_000; parsed += 1) await simpleParser(mails[parsed % mails.length]!);
  return (parsed * 1_000) / (performance.now() - began);
}

/** What mails of 10 MB do to everybody else, one after the other and twelve at once. */
async function blocking(bench: Bench, intake: ServiceProcess, metrics: string, watched: string): Promise<void> {
  const kind = withAttachment('10 MB', 7_500_000);
  await bench.run(kind, 2, 1);
  for (const connections of [1, LARGE]) {
    await longestLag(metrics);
    await watchedLoop(intake, watched);
    const enough = askBeside(`${intake.url}/health/live`);
    const { filed } = await bench.run(kind, LARGE, connections);
    const { asked, longest } = await enough();
    const { still, work, mostWork } = await watchedLoop(intake, watched);
    const lag = await longestLag(metrics);
    say(
      `  10 MB mails, ${connections === 1 ? 'one after the other' : `${connections} at once`} (${filed.toFixed(1)}/s): ` +
        `the event loop stood still for at most ${still.toFixed(0)} ms, ${work.toFixed(0)} of them work, the rest waiting for a ` +
        `processor; at most ${mostWork.toFixed(0)} ms of work in one turn; nodejs_eventloop_lag_max ${lag.toFixed(0)} ms; ` +
        `GET /health/live beside them took at most ${longest.toFixed(0)} ms (${asked} asked)`,
    );
  }
}

/** Since it was asked the last time. */
async function watchedLoop({ process: { pid } }: ServiceProcess, file: string): Promise<LoopWatch> {
  await rm(file, { force: true });
  process.kill(pid!, 'SIGUSR2');
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.endsWith('}')) return JSON.parse(text) as LoopWatch;
    await pause(5);
  }
}

/** As Prometheus sees it, to ten milliseconds; since it was asked the last time, in milliseconds. */
async function longestLag(url: string): Promise<number> {
  const text = await (await fetch(url)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds(?:\{[^}]*\})? ([\d.e-]+)/m.exec(text)?.[1]) * 1_000;
}
