import { createServer } from 'node:net';
import { CannotStart } from './environment.js';

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Refuses, in one readable line and before anything else is started, a port we cannot have. */
export const assertPortFree = ({ host, port }: Place): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portProblem({ host, port }, error)));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });

/** What a failure to listen means to whoever typed the command. `prefix`: of the variables that say where. */
export function portProblem(
  { host, port }: Place,
  { code = 'unknown', message }: NodeJS.ErrnoException,
  prefix: '' | 'METRICS_' = '',
): CannotStart {
  switch (code) {
    case 'EADDRINUSE':
      return new CannotStart(
        `Port ${port} on ${host} is taken. Stop what listens there, or set ${prefix}PORT to a free one.`,
      );
    case 'EACCES':
      return new CannotStart(`Port ${port} may not be used by this user. Set ${prefix}PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CannotStart(
        `${prefix}HOST ${host} is not an address of this machine. Set ${prefix}HOST to one, or to 0.0.0.0 for all.`,
      );
    default:
      return new CannotStart(`Cannot listen on ${host}:${port}: ${message}`);
  }
}
