import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

interface Waits {
  readonly asked: number;
  /** Milliseconds. */
  readonly longest: number;
}

/** Asks for a page again and again, in a thread of its own: what the bench does meanwhile must not count. Call it to end. */
export function askBeside(url: string): () => Promise<Waits> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { askBeside: url } });
  return () =>
    new Promise((resolve, reject) => {
      worker.once('message', (waits: Waits) => void worker.terminate().then(() => resolve(waits)));
      worker.once('error', reject);
      worker.postMessage('enough');
    });
}

const wanted = workerData as { readonly askBeside?: string } | null;
if (!isMainThread && wanted?.askBeside !== undefined) await ask(wanted.askBeside);

async function ask(url: string): Promise<void> {
  let isOver = false;
  let [asked, longest] = [0, 0];
  parentPort?.once('message', () => (isOver = true));
  for (; !isOver; await pause(5)) {
    const began = performance.now();
    await (await fetch(url)).arrayBuffer();
    asked += 1;
    longest = Math.max(longest, performance.now() - began);
  }
  parentPort?.postMessage({ asked, longest } satisfies Waits);
}
