import { passwordOf, ROLE } from './cluster.js';
import { DATABASE } from './embedded-postgres.js';
import { findPlace } from './place.js';
import { runningPostmaster } from './postmaster.js';

/** The URL of the embedded server that another process is running below `dataDir`; null when none runs. */
export async function runningEmbeddedUrl(dataDir: string, log: (line: string) => void): Promise<string | null> {
  const place = await findPlace(dataDir, log);
  const running = await runningPostmaster(place.cluster);
  if (!running) return null;
  return `postgres://${ROLE}:${await passwordOf(place)}@127.0.0.1:${running.port}/${DATABASE}`;
}
