import { rm } from 'node:fs/promises';
import { freePort, queuesQuiet, scratchDirectory, testDatabase, type TestDatabase } from '#testing';
import { RootProcess, STANDALONE } from '../root.process.js';
import { operationsOf, type Operation } from './open-api.js';
import { RawClient, type Ask, type Reply } from './raw.client.js';

const PASSWORD = 'a password for tests';

export interface ListedTicket {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly version: number;
  readonly tier: number | null;
  readonly sector: string | null;
  readonly organisation: { readonly id: string } | null;
}

/** What changes by itself: sessions, what is being delivered, and what is worked out from the rest. */
const background = [
  'desk_presence',
  'desk_signal',
  'login_failure',
  'migrations',
  'outgoing_mail',
  'post_to_index',
  'search_word',
  'session',
  'ticket_search',
  'vendor_delivery',
];

/** The standalone with its demo, everybody's credentials, and a look into the database. */
export class HostileWorld {
  private constructor(
    readonly client: RawClient,
    readonly operations: readonly Operation[],
    readonly tokens: Readonly<Record<'admin' | 'lead' | 'l1' | 'l2' | 'l3', string>>,
    private readonly server: RootProcess,
    private readonly folder: string,
    private readonly database: TestDatabase,
  ) {}

  static async open(): Promise<HostileWorld> {
    const database = await testDatabase();
    const folder = await scratchDirectory('bad-input');
    const port = await freePort();
    const server = new RootProcess(STANDALONE, [], folder, {
      DATABASE_URL: database.url,
      DEMO: '1',
      DEMO_PASSWORD: PASSWORD,
      PORT: String(port),
      RATE_LIMIT: '0',
    });
    await server.until('Tierline is ready');
    await queuesQuiet(database.database, { withinMs: 60_000 });
    // Promises of the demo are about to ring: not while it is looked at whether anything changes.
    const text = `UPDATE clock SET next_alarm_at = now() + interval '1 day' WHERE next_alarm_at IS NOT NULL`;
    await database.database.read({ name: '', text });
    const client = new RawClient(port);
    const document = await client.send({ method: 'GET', path: '/api/v1/openapi.json' });
    const login = async (key: string): Promise<string> => {
      const body = { email: `${key}@demo.tierline.test`, password: PASSWORD };
      return (await client.send({ method: 'POST', path: '/api/v1/auth/login', body })).body.accessToken as string;
    };
    const tokens = {
      admin: await login('admin'),
      lead: await login('lead'),
      l1: await login('l1'),
      l2: await login('l2'),
      l3: await login('l3'),
    };
    return new HostileWorld(client, operationsOf(document.body), tokens, server, folder, database);
  }

  async close(): Promise<void> {
    this.client.close();
    await this.server.ended('SIGTERM');
    await this.database.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What the server wrote to its log and the screen. */
  get said(): string {
    return this.server.said;
  }

  send(ask: Ask): Promise<Reply> {
    return this.client.send(ask);
  }

  /** An answer that must be a success: what tests set up with. */
  async expectOk(ask: Ask): Promise<Reply['body']> {
    const { status, body } = await this.send(ask);
    if (status >= 300) throw new Error(`${ask.method} ${ask.path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  sql(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.database.database.read({ name: '', text }, values);
  }

  /** A caller's key with these scopes. */
  async key(scopes: readonly string[], organisation?: string): Promise<string> {
    const body = { name: 'bad input', scopes, ...(organisation && { organisation }) };
    return (await this.expectOk({ method: 'POST', path: '/api/v1/api-keys', token: this.tokens.admin, body }))
      .key as string;
  }

  async tickets(): Promise<ListedTicket[]> {
    const path = '/api/v1/tickets?limit=100';
    return (await this.expectOk({ method: 'GET', path, token: this.tokens.admin })).items as ListedTicket[];
  }

  /** Waits until no message is on its way. */
  quiet(): Promise<void> {
    return queuesQuiet(this.database.database, { withinMs: 60_000 });
  }

  /** Of every table its rows, counted and hashed; but for those that change by themselves. */
  async fingerprint(): Promise<Record<string, unknown>> {
    await this.quiet();
    const tables = await this.sql(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL ($1) ORDER BY 1`,
      [[...background]],
    );
    const each = tables.map(
      ({ name }) => `SELECT '${name as string}' AS name, count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) AS rows
        FROM ${name as string} t`,
    );
    const rows = await this.sql(each.join(' UNION ALL '));
    return Object.fromEntries(rows.map(({ name, rows: said }) => [name as string, said]));
  }
}
