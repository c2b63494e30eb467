import { hashToken, newToken, type Role } from '#access';
import { Database, TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { newStay, type State } from '#domain';
import { createHttpApp } from '#http';
import { DeadLetters, Outbox, QueueFigures, TicketTeller } from '#messaging';
import { testDatabase } from '#testing';
import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { tierWorkerConfig } from '../tier-worker.config.js';
import { TierWorkerModule } from '../tier-worker.module.js';

export interface Person {
  readonly id: string;
  readonly token: string;
}

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape
  readonly body: any;
}

interface NewTicket {
  readonly tier?: number;
  readonly sector?: string | null;
}

@Module({})
class Globals {}

interface Said {
  readonly message: string;
  readonly queue: string;
  readonly data: Record<string, unknown>;
}

/** The desk's API on a database of its own. Messages stay in the outbox: no queue is connected. */
export class DeskWorld {
  readonly tickets = new TicketStore();
  readonly requesterId = newId();

  private constructor(
    readonly database: Database,
    readonly app: NestFastifyApplication,
    readonly url: string,
    private readonly closeDatabase: () => Promise<void>,
  ) {}

  static async open(): Promise<DeskWorld> {
    const { database, close } = await testDatabase({ poolSize: 24 });
    const app = await appOn(database);
    const world = new DeskWorld(database, app, await app.getUrl(), close);
    await world.write(
      `INSERT INTO sector (code, name) VALUES ('network', 'Network'), ('storage', 'Storage'), ('moon', 'Moon')`,
    );
    await world.write(`INSERT INTO contact (id, email, name) VALUES ($1, 'customer@example.test', 'C. Ustomer')`, [
      world.requesterId,
    ]);
    return world;
  }

  /** The same desk in another process. */
  async another(): Promise<DeskWorld> {
    const app = await appOn(this.database);
    return new DeskWorld(this.database, app, await app.getUrl(), async () => {});
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.closeDatabase();
  }

  /** An agent who is logged in, at these tiers and sectors. */
  async agent(
    role: Role,
    desks: readonly (readonly [number, string | null])[] = [],
    capacity: number | null = null,
  ): Promise<Person> {
    const id = newId();
    const token = newToken();
    await this.write(
      `INSERT INTO agent (id, email, name, role, password_hash, capacity) VALUES ($1::uuid, $1::text || '@desk.test', 'Agent ' || right($1::text, 4), $2, '-', $3)`,
      [id, role, capacity],
    );
    await this.write(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`, [
      hashToken(token),
      id,
    ]);
    for (const [tier, sector] of desks) {
      const teamId = await this.team(tier, sector);
      await this.write(`INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)`, [teamId, id]);
    }
    return { id, token };
  }

  async team(tier: number, sector: string | null): Promise<string> {
    const id = newId();
    await this.write(`INSERT INTO team (id, name, tier, sector) VALUES ($1::uuid, $1::text, $2, $3)`, [
      id,
      tier,
      sector,
    ]);
    return id;
  }

  async apiKey(scopes: readonly string[]): Promise<Person> {
    const id = newId();
    const token = newToken();
    await this.write(`INSERT INTO api_key (id, name, hash, scopes) VALUES ($1, 'client', $2, $3)`, [
      id,
      hashToken(token),
      scopes,
    ]);
    return { id, token };
  }

  async vendor(active = true): Promise<string> {
    const id = newId();
    await this.write(
      `INSERT INTO vendor (id, name, endpoint, secret, active) VALUES ($1::uuid, $1::text, 'https://vendor.test', 's', $2)`,
      [id, active],
    );
    return id;
  }

  /** A ticket as intake writes it. */
  async received(): Promise<string> {
    const id = newId();
    await this.write(
      `WITH made AS (
         INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, created_at, updated_at)
         VALUES ($1, nextval('ticket_number'), 'received', 1, 'The router reboots', $2, 'api', 'test', 'low', 'low', now(), now())
         RETURNING id
       ), event AS (
         INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
         SELECT id, 1, 'ticket.opened', now(), 'customer', 'test', true, '{}' FROM made
       ) INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at)
         SELECT gen_random_uuid(), id, 'customer', 'test', true, 'Every hour.', now() FROM made`,
      [id, this.requesterId],
    );
    return id;
  }

  /** A ticket as triage leaves it: in a tier's queue. */
  async queued({ tier = 1, sector = null }: NewTicket = {}): Promise<string> {
    const id = await this.received();
    await this.inTransaction(async (tx) => {
      const ticket = await this.locked(tx, id);
      if (ticket.state !== 'received') throw new Error('Not as it was made.');
      await this.tickets.move(tx, ticket as LockedTicket<'received'>, 'route', {
        by: { kind: 'system', id: 'triage' },
        set: newStay(ticket, ticket.now, { tier, sector }),
      });
    });
    return id;
  }

  /** A ticket in this agent's hands. */
  async held(agent: Person, at: NewTicket = {}): Promise<string> {
    const id = await this.queued(at);
    await this.expectOk(agent, id, 'claim');
    return id;
  }

  /** Does what must succeed. */
  async expectOk(by: Person, ticket: string, action: string, body: object = {}): Promise<Answer['body']> {
    const answer = await this.act(by, ticket, action, body);
    if (answer.status !== 200) throw new Error(`${action}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  act(by: Person, ticket: string, action: string, body: object = {}): Promise<Answer> {
    return this.request(by, 'POST', `/tickets/${ticket}/${action}`, body);
  }

  async request(
    by: Person | null,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(by && { authorization: `Bearer ${by.token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  async ticket(id: string): Promise<LockedTicket> {
    return this.inTransaction((tx) => this.locked(tx, id));
  }

  async stateOf(id: string): Promise<State> {
    return (await this.ticket(id)).state;
  }

  /**
   * The messages that were said since the last look, oldest first, without those of other tickets. Whatever the clocks hear the
   * notifier hears too: that is checked here, and left out.
   */
  async said(ticketId: string): Promise<Said[]> {
    const all = await this.rows<Said>(
      `WITH gone AS (DELETE FROM outbox WHERE data->>'ticketId' = $1 RETURNING id, message, queue, data)
       SELECT message, queue, data FROM gone ORDER BY id`,
      [ticketId],
    );
    const heardBy = (name: string): string =>
      JSON.stringify(all.filter(({ queue }) => queue === name).map(({ message, data }) => [message, data]));
    if (heardBy('notify') !== heardBy('sla'))
      throw new Error(`notify hears ${heardBy('notify')}, sla ${heardBy('sla')}`);
    return all.filter(({ queue }) => queue !== 'notify');
  }

  events(ticketId: string): Promise<{ type: string; public: boolean; data: Record<string, unknown> }[]> {
    return this.rows(`SELECT type, public, data FROM ticket_event WHERE ticket_id = $1 ORDER BY version`, [ticketId]);
  }

  posts(ticketId: string): Promise<{ body: string; public: boolean }[]> {
    return this.rows(`SELECT body, public FROM post WHERE ticket_id = $1 ORDER BY created_at, id`, [ticketId]);
  }

  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.database.pool.query<Row>(text, [...values])).rows;
  }

  async write(text: string, values: readonly unknown[] = []): Promise<void> {
    await this.rows(text, values);
  }

  private async locked(tx: Tx, id: string): Promise<LockedTicket> {
    const ticket = await this.tickets.lock(tx, id);
    if (!ticket) throw new Error(`There is no ticket ${id}.`);
    return ticket;
  }
}

async function appOn(database: Database): Promise<NestFastifyApplication> {
  const nowhere = { publish: () => undefined } as unknown as ConstructorParameters<typeof Outbox>[1];
  const outbox = new Outbox(database, nowhere);
  const providers = [
    { provide: Database, useValue: database },
    { provide: TicketStore, useValue: new TicketStore(new TicketTeller(outbox)) },
    { provide: Outbox, useValue: outbox },
    { provide: DeadLetters, useValue: new DeadLetters(database, nowhere) },
    { provide: QueueFigures, useValue: new QueueFigures(database) },
  ];
  const globals: DynamicModule = { module: Globals, global: true, providers, exports: providers };
  const config = tierWorkerConfig.parse({ CLOSE_RESOLVED_AFTER_DAYS: '0' });
  const root: DynamicModule = { module: class DeskRoot {}, imports: [globals, TierWorkerModule.forRoot(config)] };
  const quiet = { log() {}, error() {}, warn() {}, fatal() {} };
  const app = await createHttpApp(root, { name: 'tier-worker', logger: quiet, rateLimit: 0 });
  await app.listen(0, '127.0.0.1');
  return app;
}
