import { z } from 'zod';

const levels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof levels)[number];

const environment = z.object({ LOG_LEVEL: z.enum(levels).default('info') });

/** `LOG_LEVEL`: silent | fatal | error | warn | info (default) | debug | trace. */
export function logLevel(): LogLevel {
  const parsed = environment.safeParse(process.env);
  if (!parsed.success) throw new Error(`LOG_LEVEL must be one of ${levels.join(', ')}.`);
  return parsed.data.LOG_LEVEL;
}
