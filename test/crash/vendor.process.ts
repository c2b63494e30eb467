import { freePort } from '#testing';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { Process } from '../processes/process.js';
import { honestyFile } from './vendor-ledger.js';

export interface VendorProcess {
  readonly endpoint: string;
  readonly secret: string;
  readonly process: Process;
  /** From now on it answers as it should. */
  becomeHonest(): Promise<void>;
}

/** A vendor that is not reliable, as a process that can be killed. Its ledger is in `directory`. */
export async function vendorProcess(directory: string): Promise<VendorProcess> {
  const port = await freePort();
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  return {
    endpoint: `http://127.0.0.1:${port}/cases`,
    secret,
    process: new Process({
      name: 'vendor',
      command: process.execPath,
      // npm runs every script in the root of the repository.
      args: [resolve('dist/test/crash/vendor.js')],
      env: { PORT: `${port}`, VENDOR_SECRET: secret, LEDGER: directory },
      logFile: join(directory, 'vendor.log'),
      ready: () => reachable(port),
    }),
    becomeHonest: () => writeFile(honestyFile(directory), ''),
  };
}

const reachable = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
