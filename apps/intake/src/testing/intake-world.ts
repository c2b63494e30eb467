import { hashToken, newToken, scopes, type Role, type Scope } from '#access';
import { Database, TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { newStay, type State } from '#domain';
import { createHttpApp } from '#http';
import { Outbox, TicketTeller, type OutboxRow } from '#messaging';
import { testDatabase } from '#testing';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intakeEnv } from '../intake.config.js';
import { IntakeModule } from '../intake.module.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape
  readonly body: any;
}

interface Asked {
  readonly token?: string | null;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

@Module({})
class Globals {}

/** Intake's API on a database of its own. Messages stay in the outbox; what would be published is in `published`. */
export class IntakeWorld {
  readonly tickets = new TicketStore();

  private constructor(
    readonly database: Database,
    readonly url: string,
    readonly published: readonly OutboxRow[],
    /** What the application is made of. */
    readonly get: <T>(type: Type<T> | symbol) => T,
    private readonly closeAll: () => Promise<void>,
  ) {}

  static async open(): Promise<IntakeWorld> {
    const { database, close } = await testDatabase();
    const published: OutboxRow[] = [];
    const recorder = { publish: (rows: readonly OutboxRow[]) => void published.push(...rows) };
    const outbox = new Outbox(database, recorder as unknown as ConstructorParameters<typeof Outbox>[1]);
    const providers = [
      { provide: Database, useValue: database },
      { provide: TicketStore, useValue: new TicketStore(new TicketTeller(outbox)) },
      { provide: Outbox, useValue: outbox },
    ];
    const globals: DynamicModule = { module: Globals, global: true, providers, exports: providers };
    const filesDir = await mkdtemp(join(tmpdir(), 'tierline-files-'));
    const env = intakeEnv.parse({
      FILES_DIR: filesDir,
      MAIL_TRUSTED_SERVERS: 'mx.desk.test',
      MAIL_TICKETS_PER_SENDER: '45',
    });
    const root: DynamicModule = { module: class IntakeRoot {}, imports: [globals, IntakeModule.forRoot(env)] };
    const quiet = { log() {}, error() {}, warn() {}, fatal() {} };
    const app: NestFastifyApplication = await createHttpApp(root, { name: 'intake', logger: quiet, rateLimit: 0 });
    await app.listen(0, '127.0.0.1');
    return new IntakeWorld(
      database,
      await app.getUrl(),
      published,
      (type) => app.get(type),
      async () => {
        await app.close();
        await close();
        await rm(filesDir, { recursive: true, force: true });
      },
    );
  }

  close(): Promise<void> {
    return this.closeAll();
  }

  write(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.database.read({ name: '', text }, values);
  }

  async count(what: string, values: readonly unknown[] = []): Promise<number> {
    return ((await this.write(`SELECT count(*) AS count FROM ${what}`, values))[0] as { count: number }).count;
  }

  async organisation(name: string): Promise<string> {
    const id = newId();
    await this.write('INSERT INTO organisation (id, name) VALUES ($1, $2)', [id, name]);
    return id;
  }

  /** An API key with these scopes (all of them by default), perhaps bound to an organisation. */
  async key(granted: readonly Scope[] = scopes, organisationId: string | null = null): Promise<string> {
    const token = newToken();
    await this.write(`INSERT INTO api_key (id, name, hash, scopes, organisation_id) VALUES ($1, 'a key', $2, $3, $4)`, [
      newId(),
      hashToken(token),
      granted,
      organisationId,
    ]);
    return token;
  }

  /** An agent who is logged in, at these tiers and sectors. */
  async agent(
    role: Role,
    desks: readonly (readonly [number, string | null])[] = [],
  ): Promise<{ id: string; token: string }> {
    const id = newId();
    const token = newToken();
    await this.write(`INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, $3, $4, '')`, [
      id,
      `${id}@example.test`,
      `Agent ${id.slice(-4)}`,
      role,
    ]);
    await this.write(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`, [
      hashToken(token),
      id,
    ]);
    for (const [tier, sector] of desks) {
      const teamId = newId();
      await this.write('INSERT INTO team (id, name, tier, sector) VALUES ($1, $2, $3, $4)', [
        teamId,
        teamId,
        tier,
        sector,
      ]);
      await this.write('INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)', [teamId, id]);
    }
    return { id, token };
  }

  async ask(method: string, path: string, { token, body, raw, headers }: Asked = {}): Promise<Answer> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      ...(payload !== undefined && { body: payload as string }),
      headers: {
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...(token != null && { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  }

  /** Takes a ticket by legal moves to `state`, at L1 or the tier that is named. */
  async bring(
    id: string,
    state: Exclude<State, 'received' | 'merged'>,
    { tier = 1, sector = null as string | null, agentId = '' } = {},
  ) {
    await this.database.transaction(async (tx) => {
      const by = { kind: 'system', id: 'test' } as const;
      const ticket = (await this.tickets.lock(tx, id)) as LockedTicket<'received'>;
      if (state === 'rejected') return void (await this.tickets.move(tx, ticket, 'reject', { by }));
      const queued = await this.tickets.move(tx, ticket, 'route', {
        by,
        set: newStay(ticket, ticket.now, { tier, sector }),
      });
      if (state === 'queued') return;
      const held = await this.tickets.move(tx, queued, 'claim', { by, set: { assigneeId: agentId } });
      await this.onwards(tx, held, state);
    });
  }

  private async onwards(tx: Tx, held: LockedTicket<'in_progress'>, state: State): Promise<void> {
    const by = { kind: 'system', id: 'test' } as const;
    if (state === 'awaiting_customer') await this.tickets.move(tx, held, 'ask-customer', { by });
    if (state === 'resolved' || state === 'closed') {
      const set = { solution: 'Turned it off and on.', resolvedAt: held.now };
      const resolved = await this.tickets.move(tx, held, 'resolve', { by, set });
      if (state === 'closed') await this.tickets.move(tx, resolved, 'close', { by, set: { closedAt: held.now } });
    }
  }
}

export const aTicket = {
  subject: 'The scanner loses its pairing',
  description: 'Since this morning it pairs, works for a minute, and is gone.',
  requester: { email: 'kim@example.test', name: 'Kim' },
};
