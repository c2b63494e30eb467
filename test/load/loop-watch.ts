import { openSync, readSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/*
 * Loaded into a service's process beside its program (`--import`): how long its event loop stands still, and how much of that is
 * work of its own. The rest is waiting for a processor that something else on this machine has. SIGUSR2 writes what was found
 * since the last time to the file LOOP_WATCH names.
 */

/** In milliseconds: the longest time between two turns, the work in it, and the most work in any. */
export interface LoopWatch {
  readonly still: number;
  readonly work: number;
  readonly mostWork: number;
}

const file = process.env['LOOP_WATCH'];
if (isMainThread && file !== undefined) watch(file);

function watch(path: string): void {
  let [longest, work, mostWork] = [0, 0, 0];
  const workNow = threadTime();
  let [at, worked] = [performance.now(), workNow()];
  setInterval(() => {
    const [now, workedNow] = [performance.now(), workNow()];
    const [still, ours] = [now - at - 1, workedNow - worked];
    if (still > longest) [longest, work] = [still, ours];
    mostWork = Math.max(mostWork, ours);
    [at, worked] = [now, workedNow];
  }, 1).unref();
  process.on('SIGUSR2', () => {
    writeFileSync(path, JSON.stringify({ still: longest, work, mostWork } satisfies LoopWatch));
    [longest, work, mostWork] = [0, 0, 0];
  });
}

/** Processor time of this thread in milliseconds, four at a time, as the kernel counts; nothing where there is no /proc. */
function threadTime(): () => number {
  try {
    const stat = openSync('/proc/thread-self/schedstat', 'r');
    const bytes = Buffer.alloc(64);
    return () => Number(bytes.toString('latin1', 0, readSync(stat, bytes, 0, 64, 0)).split(' ')[0]) / 1e6;
  } catch {
    return () => Number.NaN;
  }
}
