import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const hooks = new URL('../../testing/jest/typescript-hooks.js', import.meta.url).href;
const register = `data:text/javascript,import{register}from'node:module';register('${hooks}')`;

/** Starts `killable-worker.ts` as a process of its own; resolves when it serves. */
export async function startWorker(env: Record<string, string | undefined>): Promise<ChildProcess> {
  const child = fork(new URL('./killable-worker.ts', import.meta.url), {
    execArgv: ['--no-warnings', '--import', register],
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the worker ended before it was ready')));
  await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return child;
}

/** SIGKILL, and waits until it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
