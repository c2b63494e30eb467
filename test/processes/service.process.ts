import { nodeArguments } from '#service';
import { freePort } from '#testing';
import { join, resolve } from 'node:path';
import { Process } from './process.js';

export type ServiceName = 'intake' | 'triage' | 'tier-worker' | 'sla-monitor' | 'vendor-gateway' | 'notifier';

export interface ServiceProcess {
  readonly name: string;
  readonly url: string;
  readonly process: Process;
}

/** One of our services, as it runs in production: its own process, its own port. */
export async function serviceProcess(
  app: ServiceName,
  options: {
    readonly name?: string;
    readonly directory: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<ServiceProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const name = options.name ?? app;
  return {
    name,
    url,
    process: new Process({
      name,
      command: process.execPath,
      // npm runs every script in the root of the repository.
      args: nodeArguments(app, resolve('dist', 'apps', app, 'src', 'main.js')),
      env: {
        RATE_LIMIT: '0',
        LOG_LEVEL: 'warn',
        METRICS_PORT: '0',
        PUBLIC_URL: url,
        ...options.env,
        HOST: '127.0.0.1',
        PORT: `${port}`,
      },
      readyWithinMs: 120_000,
      logFile: join(options.directory, `${name}.log`),
      ready: async () => {
        const answer = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(2_000) });
        if (!answer.ok) throw new Error(`${name} answers ${answer.status}`);
      },
    }),
  };
}
