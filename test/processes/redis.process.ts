import { freePort } from '#testing';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Process } from './process.js';

/** Sends one inline command and gives the first line of the answer. */
export const redisCommand = (port: number, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.setTimeout(2_000, () => socket.destroy(new Error('redis did not answer')));
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '');
      socket.end();
    });
    socket.once('error', reject);
  });

export interface RedisProcess {
  readonly url: string;
  readonly port: number;
  readonly process: Process;
}

/** A private Redis that keeps nothing on disk: killed or flushed, it comes back empty. */
export async function redisProcess(directory: string): Promise<RedisProcess> {
  const port = await freePort();
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory];
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    process: new Process({
      name: 'redis',
      command: 'redis-server',
      args,
      logFile: join(directory, 'redis.log'),
      ready: async () => {
        if ((await redisCommand(port, 'PING')) !== '+PONG') throw new Error('redis is loading');
      },
    }),
  };
}
