import type { z } from 'zod';
import { metricsPlace, readEnv, serviceEnv } from './environment.js';
import { runProcess } from './lifetime.js';
import { expectMigrated } from './reach-database.js';
import type { ReadyService, Service } from './service.js';
import { startServices } from './start-services.js';

/** Runs one app as a process of its own, until it is told to stop. The whole of an app's `main.ts`. */
export const runService = <Schema extends z.ZodType>(service: Service<Schema>): Promise<void> =>
  runProcess(service.name, async (lifetime) => {
    const env = readEnv(serviceEnv(service.port));
    const services = [ready(service)];
    const say = (line: string): void => void process.stderr.write(`${service.name}: ${line}\n`);
    await expectMigrated(env.DATABASE_URL, { name: service.name, say, isEnding: () => lifetime.isEnding });
    const url = await startServices(
      {
        name: service.name,
        services,
        databaseUrl: env.DATABASE_URL,
        env,
        metrics: metricsPlace(env, service.port),
        warn: say,
      },
      lifetime,
    );
    say(`listening on ${url}`);
  });

/** Reads a service's own part of the environment. */
export function ready<Schema extends z.ZodType>(service: Service<Schema>): ReadyService {
  const env = readEnv(service.env);
  return {
    name: service.name,
    modules: service.modules(env),
    servesPages: service.servesPages ?? false,
    consumes: service.consumes?.(env) ?? null,
  };
}
