import { assertCapable, assertMigrated, createDataSource } from '#database';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { CannotStart } from './environment.js';

const PATIENCE_MS = 60_000;
const RETRY_MS = 500;

/** Nobody listens, it is still starting, or it is going down: worth waiting for. */
const passing = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOTFOUND',
  'ETIMEDOUT',
  '57P03',
  '57P01',
  '53300',
]);

export interface ReachOptions {
  readonly name: string;
  readonly say: (line: string) => void;
  /** Asked between two tries; true = give up waiting, somebody wants the process to end. */
  readonly isEnding: () => boolean;
  readonly poolSize?: number;
}

/** Waits until PostgreSQL answers (it may start at the same time as we do) and gives the connected data source. */
export async function reachDatabase(
  url: string,
  { name, say, isEnding, poolSize = 1 }: ReachOptions,
): Promise<DataSource> {
  const dataSource = createDataSource({ url, poolSize, applicationName: `${name} (start)` });
  const deadline = Date.now() + PATIENCE_MS;
  for (let tries = 0; !dataSource.isInitialized; tries += 1) {
    try {
      await dataSource.initialize();
    } catch (error) {
      if (!passing.has(codeOf(error)) || Date.now() > deadline || isEnding()) throw unreachable(url, error);
      if (tries === 0) say(`${unreachable(url, error).message} Trying again for a minute.`);
      await sleep(RETRY_MS);
    }
  }
  return dataSource;
}

/** Waits for PostgreSQL, then refuses in one readable line a server that is unfit and a schema that is behind this code. */
export async function expectMigrated(url: string, options: ReachOptions): Promise<void> {
  const dataSource = await reachDatabase(url, options);
  try {
    await readably(assertMigrated(dataSource));
    await readably(assertCapable(dataSource));
  } finally {
    await dataSource.destroy();
  }
}

/** Errors that already say in one line what to do are told without a stack. */
export const readably = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw new CannotStart((error as Error).message, { cause: error });
  });

/** The server as a person may see it: without its password. */
function unreachable(url: string, error: unknown): CannotStart {
  const { host, pathname, username } = new URL(url);
  const why = (error as Error).message || codeOf(error);
  return new CannotStart(`PostgreSQL at ${host}${pathname} (user ${username || 'unnamed'}) cannot be used: ${why}.`, {
    cause: error,
  });
}

const codeOf = (error: unknown): string => {
  const { code, errors } = error as { code?: string; errors?: { code?: string }[] };
  return code ?? errors?.[0]?.code ?? '';
};
