import type { Database } from '#database';
import type { QueueFigures } from '#messaging';
import { Figures, gauge, measureProcess, serveMetrics } from '#observability';
import { portProblem, type Place } from './claim-port.js';
import type { Lifetime } from './lifetime.js';
import { readPool } from './pool-figures.js';
import { PromiseFigures } from './promise-figures.js';

const build = gauge({ name: 'process_info', help: 'Always 1; says which process this is.', labels: ['app', 'queues'] });

interface Measured {
  readonly name: string;
  /** `redis` or `postgres`. */
  readonly queuesOn: string;
  readonly database: Database;
  readonly queues: QueueFigures;
}

/**
 * Serves `/metrics` until the process ends. A port that is taken stops the process when somebody chose it; the one we chose
 * ourselves is done without, and that is said.
 */
export async function startMetrics(
  { name, queuesOn, database, queues }: Measured,
  place: Place & { readonly isChosen: boolean },
  warn: (line: string) => void,
  lifetime: Lifetime,
): Promise<void> {
  measureProcess();
  build.set({ app: name, queues: queuesOn }, 1);
  const figures = new Figures();
  const promises = new PromiseFigures(database);
  figures.add(
    'queues',
    () => queues.read(),
    () => queues.forget(),
  );
  figures.add(
    'promises',
    () => promises.read(),
    () => promises.forget(),
  );
  figures.add(
    'pool',
    () => readPool(database),
    () => {},
  );
  try {
    const server = await serveMetrics(place, () => figures.scrape());
    lifetime.defer(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
  } catch (error) {
    const problem = portProblem(place, error as NodeJS.ErrnoException, 'METRICS_');
    if (place.isChosen) throw problem;
    warn(`No metrics: ${problem.message}`);
  }
}
