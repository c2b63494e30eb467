import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

export interface TestRedis {
  readonly url: string;
  /** Empties it. */
  readonly flushAll: () => Promise<void>;
  /** SIGKILL: what it held is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again, empty, on the same port. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export type QueueBackend = 'postgres' | 'redis';

const onPath = (): boolean => !spawnSync('redis-server', ['--version']).error;

/** The queue backends to test on: `describe.each(backends())`. */
export const backends = (): QueueBackend[] =>
  process.env.REDIS_URL || onPath() ? ['postgres', 'redis'] : ['postgres'];

/**
 * A Redis of the caller's own on a free port, or null when there is none to be had. Without a `redis-server` on PATH but
 * with REDIS_URL it is that one, which cannot be killed and whose content goes.
 */
export async function testRedis(): Promise<TestRedis | null> {
  if (!onPath()) return process.env.REDIS_URL ? givenRedis(process.env.REDIS_URL) : null;
  const port = await freePort();
  let server = await startRedis(port);
  const kill = async (): Promise<void> => {
    if (server.guard.exitCode !== null) return;
    const exited = once(server.guard, 'exit');
    process.kill(server.pid, 'SIGKILL');
    server.guard.stdin?.end();
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    flushAll: () => ask(port, '127.0.0.1', 'FLUSHALL'),
    kill,
    restart: async () => {
      await kill();
      server = await startRedis(port);
    },
    stop: kill,
  };
}

function givenRedis(url: string): TestRedis {
  const { hostname, port, password } = new URL(url);
  const login = password ? `AUTH ${decodeURIComponent(password)}\r\n` : '';
  const notOurs = () => Promise.reject(new Error('REDIS_URL is not ours to kill: install redis-server for this test.'));
  return {
    url,
    flushAll: () => ask(Number(port || 6379), hostname, `${login}FLUSHALL`),
    kill: notOurs,
    restart: notOurs,
    stop: () => Promise.resolve(),
  };
}

/** The shell in between ends the server when its input ends: also when we are killed, so nothing is left over. */
const GUARD = 'redis-server "$@" >/dev/null & echo $!; cat >/dev/null; kill -9 $! 2>/dev/null; wait';

async function startRedis(port: number): Promise<{ guard: ChildProcess; pid: number }> {
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/tmp'];
  const guard = spawn('/bin/sh', ['-c', GUARD, 'sh', ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const { value } = await createInterface({ input: guard.stdout })[Symbol.asyncIterator]().next();
  await eventually(() => ask(port, '127.0.0.1', 'PING'));
  return { guard, pid: Number(value) };
}

/** One command in Redis' inline form; rejects unless it is answered well. */
function ask(port: number, host: string, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(`${command}\r\n`));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      if (answer.toString().startsWith('+')) resolve();
      else reject(new Error(answer.toString()));
    });
  });
}
