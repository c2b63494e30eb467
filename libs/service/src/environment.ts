import { isIP } from 'node:net';
import { z } from 'zod';

/** Why a process cannot start, in one line for whoever typed the command. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Variables set to nothing (`REDIS_URL=`) count as not set. */
export const environment = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]?.trim()));

/** Reads variables by a schema; the first one that is missing or wrong is named in one line. */
export function readEnv<Schema extends z.ZodType>(
  schema: Schema,
  env: Readonly<Record<string, string>> = environment(),
): z.output<Schema> {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new CannotStart(`The environment is not usable: ${problems.join('; ')}. See .env.example.`);
}

const url = (schemes: readonly string[], example: string) =>
  z
    .string({ error: `is missing (for example ${example})` })
    .refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value), {
      error: `is not a URL like ${example}`,
    });

export const databaseUrl = url(['postgres', 'postgresql'], 'postgres://user:password@localhost:5432/tierline');
export const redisUrl = url(['redis', 'rediss'], 'redis://localhost:6379');

/** A whole number from the environment. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: `must be a whole number from ${min} to ${max}` })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `must be from ${min} to ${max}` });

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** Whose `X-Forwarded-*` to believe: `true`, `false`, or addresses and networks with commas between. */
const trustProxy = z
  .string()
  .transform((value) =>
    value === 'true' ? true : value === 'false' ? false : value.split(',').map((part) => part.trim()),
  )
  .refine((value) => typeof value === 'boolean' || value.every(isNetwork), {
    error:
      'must be true, false, or addresses and networks with commas between, such as 10.0.0.0/8,::1 (or loopback, linklocal, uniquelocal)',
  });

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

/** What every process that answers HTTP understands. */
export const httpEnv = (defaultPort: number, defaultLogLevel: (typeof logLevels)[number] = 'info') =>
  z.object({
    PORT: whole(0, 65_535).default(defaultPort),
    HOST: z.string().default('127.0.0.1'),
    REDIS_URL: redisUrl.optional(),
    QUEUE_PREFIX: z
      .string()
      .regex(/\{.+\}/, { error: 'needs a part in braces, such as {tierline}' })
      .optional(),
    LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default(defaultLogLevel),
    TRUST_PROXY: trustProxy.optional(),
    RATE_LIMIT: whole(0, 1_000_000).optional(),
    HTTP_CONNECTIONS: whole(1, 500).default(10),
    /** Where `/metrics` is; 0 = nowhere. `metricsPlace` has the default. */
    METRICS_PORT: whole(0, 65_535).optional(),
    METRICS_HOST: z.string().default('127.0.0.1'),
  });

export type HttpEnv = z.output<ReturnType<typeof httpEnv>>;

/** What a service that runs alone understands on top. */
export const serviceEnv = (defaultPort: number) => httpEnv(defaultPort).extend({ DATABASE_URL: databaseUrl });

/** Of `npm start`; services that run alone have the next ones, in the order of their own ports. */
const FIRST_METRICS_PORT = 9464;

/** Where a process shows its metrics, given its own default port; null = nowhere. */
export function metricsPlace({ METRICS_HOST: host, METRICS_PORT: chosen }: HttpEnv, defaultPort: number) {
  const port = chosen ?? FIRST_METRICS_PORT + defaultPort - 3_000;
  return port === 0 ? null : { host, port, isChosen: chosen !== undefined };
}
