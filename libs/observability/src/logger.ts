import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream } from 'pino';
import { correlationIfAny } from './correlation.js';
import { logLevel, type LogLevel } from './log.config.js';

/** Nest tells about every module and route it wires; that is for those who ask. */
const chatty = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'NestMicroservice',
]);

function idsOf(): object {
  const correlation = correlationIfAny();
  if (!correlation) return {};
  const { correlationId, causationId: messageId, ticketId } = correlation;
  return { correlationId, messageId, ticketId };
}

interface LoggerOptions {
  readonly level?: LogLevel;
  /** Where the lines go; standard output by default. */
  readonly destination?: DestinationStream;
}

/**
 * A Nest logger that writes one JSON object a line: `level`, `time` (ISO 8601), `app`, `context`, `msg`, and the ids of
 * what it was written for: `correlationId`, `messageId`, `ticketId`.
 */
export function createLogger(app: string, { level = logLevel(), destination }: LoggerOptions = {}): LoggerService {
  const log = pino(
    {
      level,
      base: { app },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: idsOf,
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
  const say =
    (at: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace') =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = rest.length > 0 && typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
      const stack = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
      const error = message instanceof Error ? message : rest.find((extra) => extra instanceof Error);
      const severity = at === 'info' && context !== undefined && chatty.has(context) ? 'debug' : at;
      if (!log.isLevelEnabled(severity)) return;
      const text = message instanceof Error ? message.message : typeof message === 'string' ? message : undefined;
      const data = typeof message === 'object' && message !== null && !(message instanceof Error) ? message : {};
      log[severity]({ ...data, context, ...(error ? { err: error } : stack !== undefined && { stack }) }, text);
    };
  return {
    log: say('info'),
    error: say('error'),
    warn: say('warn'),
    debug: say('debug'),
    verbose: say('trace'),
    fatal: say('fatal'),
  };
}
