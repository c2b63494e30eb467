import { rm } from 'node:fs/promises';
import {
  freePort,
  queuesQuiet,
  scratchDirectory,
  testDatabase,
  testRedis,
  type QueueBackend,
  type TestDatabase,
  type TestRedis,
} from '#testing';
import { VendorSimulator } from '../../vendor-simulator/vendor-simulator.js';
import { ApiClient } from '../api.client.js';
import { CREATE_ADMIN, RootProcess, STANDALONE } from '../root.process.js';

const PASSWORD = 'a password for tests';
/** The first account of the company. */
export const ADMIN = { email: 'admin@company.example', password: PASSWORD } as const;

export interface People {
  readonly admin: ApiClient;
  readonly lead: ApiClient;
  readonly l1: ApiClient;
  readonly l2: ApiClient;
  readonly l3: ApiClient;
  /** The customers' system, with a key of its own. */
  readonly customer: ApiClient;
}

/** All services in a real process with real queues, set up over the API by its first admin; and a vendor on the network. */
export class Company {
  private constructor(
    readonly url: string,
    readonly people: People,
    readonly vendor: VendorSimulator,
    readonly vendorId: string,
    private readonly database: TestDatabase,
    private readonly closing: readonly (() => Promise<unknown>)[],
  ) {}

  /** `more`: variables for its process. */
  static async open(backend: QueueBackend, more: Readonly<Record<string, string>> = {}): Promise<Company> {
    const redis = backend === 'redis' ? await testRedis() : null;
    const database = await testDatabase();
    const folder = await scratchDirectory('journey');
    const vendor = new VendorSimulator();
    const endpoint = await vendor.start();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const process = new RootProcess(STANDALONE, [], folder, {
      ...environmentOf(database, redis),
      PORT: String(port),
      PUBLIC_URL: url,
      VENDOR_ALLOW_PRIVATE: '1',
      RATE_LIMIT: '0',
      ...more,
    });
    const closing = [
      () => process.ended('SIGTERM'),
      () => vendor.stop(),
      () => database.close(),
      () => redis?.stop() ?? Promise.resolve(),
      () => rm(folder, { recursive: true, force: true }),
    ];
    try {
      await process.until('Tierline is ready');
      const people = await hire(url, await firstAdmin(url, folder, database));
      const { id, secret } = await people.admin.make('vendors', { name: 'Head Maker', endpoint });
      vendor.secret = secret as string;
      return new Company(url, people, vendor, id as string, database, closing);
    } catch (error) {
      await closeAll(closing);
      throw error;
    }
  }

  /** Waits until every message was handled; fails when one was given up. */
  async quiet(): Promise<void> {
    await queuesQuiet(this.database.database);
    const { items } = (await this.people.admin.get('desk/dead-letters')).body;
    if (items.length > 0) throw new Error(`Dead letters: ${JSON.stringify(items)}`);
  }

  close(): Promise<void> {
    return closeAll(this.closing);
  }
}

const environmentOf = ({ url }: TestDatabase, redis: TestRedis | null): Record<string, string> => ({
  DATABASE_URL: url,
  ...(redis && { REDIS_URL: redis.url }),
});

async function firstAdmin(url: string, folder: string, database: TestDatabase): Promise<ApiClient> {
  const args = ['--email', ADMIN.email, '--name', 'Ada'];
  const made = new RootProcess(CREATE_ADMIN, args, folder, environmentOf(database, null), `${PASSWORD}\n`);
  if ((await made.ended()) !== 0) throw new Error(made.said);
  return ApiClient.login(url, ADMIN.email, PASSWORD);
}

/** Sectors, teams, agents, one routing rule and a key, in the order in which somebody would set up a new installation. */
async function hire(url: string, admin: ApiClient): Promise<People> {
  for (const [code, name] of Object.entries({ hardware: 'Hardware', software: 'Software' }))
    await admin.make('sectors', { code, name });
  const team = async (tier: number, sector: string | null): Promise<string> =>
    (await admin.make('teams', { name: `L${tier} ${sector ?? 'all'}`, tier, sector })).id as string;
  const agent = async (name: string, role: string, teams: readonly string[]): Promise<ApiClient> => {
    const email = `${name}@company.example`;
    await admin.make('agents', { email, password: PASSWORD, name, role, teams });
    return ApiClient.login(url, email, PASSWORD);
  };
  await admin.make('triage/rules', { name: 'Printers', words: ['printer'], tier: 1, sector: 'hardware' });
  const { key } = await admin.make('api-keys', { name: 'shop', scopes: ['tickets:read', 'tickets:write'] });
  return {
    admin,
    lead: await agent('lead', 'lead', []),
    l1: await agent('l1', 'agent', [await team(1, null)]),
    l2: await agent('l2', 'agent', [await team(2, 'hardware')]),
    l3: await agent('l3', 'agent', [await team(3, 'hardware'), await team(3, 'software')]),
    customer: new ApiClient(url, key as string),
  };
}

async function closeAll(closing: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closing) await close();
}
