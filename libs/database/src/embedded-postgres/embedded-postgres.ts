import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ensureCluster, passwordOf, ROLE } from './cluster.js';
import { launch, type Launched, logTail } from './launch.js';
import { findPlace, type Place } from './place.js';
import { type Postmaster, runningPostmaster, stopPostmaster } from './postmaster.js';

export interface EmbeddedPostgresSettings {
  /** The folder that keeps everything; made when it is not there. One start at a time uses it. */
  readonly dataDir: string;
  /** Is told what a person should know: where things are, who runs, what was taken over. */
  readonly log: (line: string) => void;
  /** False only for tests: faster, and gone after a power cut. */
  readonly durable?: boolean;
}

export const DATABASE = 'tierline';
const OURS = 7_412_002;
const PATIENCE_MS = 120_000;

/**
 * A real PostgreSQL server of our own, below `dataDir`, for trying Tierline and for tests.
 *
 * Whoever holds an advisory lock on it uses it. The lock goes with our connection, however we end: so a server that
 * outlived a killed process is told from one that another start is using, and is taken over.
 */
export class EmbeddedPostgres {
  private place: Place | undefined;
  private lock: pg.Client | undefined;
  private revival: Promise<void> | undefined;
  private stopping = false;

  constructor(private readonly settings: EmbeddedPostgresSettings) {}

  /** Starts it, or takes over what a killed process left running. Throws one readable line when it cannot. */
  async start(): Promise<{ url: string; port: number }> {
    this.stopping = false;
    this.place = await findPlace(this.settings.dataDir, this.settings.log);
    await ensureCluster(this.place, this.settings.durable ?? true);
    const left = await runningPostmaster(this.place.cluster);
    const { port } = await this.bringUp(this.place);
    if (left) this.settings.log(`PostgreSQL was still running (process ${left.pid}): it was taken over.`);
    const url = await this.urlOf(port, DATABASE);
    await this.lock?.query(`CREATE DATABASE ${DATABASE}`).catch((error: pg.DatabaseError) => {
      if (error.code !== DUPLICATE_DATABASE) throw error;
    });
    return { url, port };
  }

  /** Stops the server when it is ours, and waits until it has. Safe to call twice, and after a failed start. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.revival;
    const holder = this.lock;
    this.lock = undefined;
    if (!holder || !this.place) return;
    const running = await runningPostmaster(this.place.cluster);
    if (running) await stopPostmaster(running, this.place.cluster);
    await holder.end().catch(() => {});
  }

  /** Until there is a server that answers and that we hold. */
  private async bringUp(place: Place): Promise<Postmaster> {
    const deadline = Date.now() + PATIENCE_MS;
    let launched: Launched | undefined;
    for (let launches = 0; ; await delay(50)) {
      const running = await runningPostmaster(place.cluster);
      if (running && (await this.hold(place, running.port, deadline))) return running;
      if (!running && (!launched || launched.hasExited())) {
        if (launches++ === MOST_LAUNCHES) throw await this.failure(place);
        if (launches > 1) await delay(500);
        launched = await launch(place, this.settings.durable ?? true);
      }
      if (this.stopping || Date.now() > deadline) throw await this.failure(place);
    }
  }

  /** False while the server is starting or stopping. */
  private async hold(place: Place, port: number, deadline: number): Promise<boolean> {
    const client = new pg.Client({
      connectionString: await this.urlOf(port, 'postgres'),
      application_name: 'tierline',
    });
    client.on('error', () => {});
    try {
      await client.connect();
      // A killed owner's connection may need a moment to be noticed.
      for (const end = Math.min(Date.now() + 3_000, deadline); ; await delay(100)) {
        const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [OURS]);
        if (rows[0]?.got) break;
        if (Date.now() > end) throw new Error(`${this.settings.dataDir} is in use by another running Tierline.`);
      }
    } catch (error) {
      await client.end().catch(() => {});
      if (isPassing(error)) return false;
      throw error;
    }
    this.lock = client;
    client.once('end', () => void (this.revival = this.revive(place)));
    return true;
  }

  /** The server went away under us (killed, out of memory): it is started again, for as long as it takes. */
  private async revive(place: Place): Promise<void> {
    while (!this.stopping) {
      this.settings.log('PostgreSQL stopped unexpectedly: starting it again.');
      try {
        await this.bringUp(place);
        return;
      } catch (error) {
        if (!this.stopping) this.settings.log((error as Error).message);
        await delay(1_000);
      }
    }
  }

  private async urlOf(port: number, database: string): Promise<string> {
    if (!this.place) throw new Error('PostgreSQL has not been started.');
    return `postgres://${ROLE}:${await passwordOf(this.place)}@127.0.0.1:${port}/${database}`;
  }

  private async failure(place: Place): Promise<Error> {
    return new Error(`PostgreSQL does not start in ${place.folder}:\n${await logTail(place)}`);
  }
}

const MOST_LAUNCHES = 5;
const DUPLICATE_DATABASE = '42P04';

/** Starting up, shutting down, crashed and restarting, not listening yet. */
function isPassing(error: unknown): boolean {
  const { code = '', message } = error as { code?: string; message: string };
  return /^(57P0[1-3]|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code) || message.startsWith('Connection terminated');
}
