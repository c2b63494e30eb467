import { newId } from '../new-id.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type Database,
  type LockedTicket,
  lockedTicketView,
  run,
  StaleTicket,
  TicketStore,
  ticketView,
  type Tx,
} from '#database';
import { type Actor, eventOf, expectMovable, IllegalTransition, states, transitions } from '#domain';
import { eventually, testDatabase, type TestDatabase } from '#testing';

const ada: Actor = { kind: 'agent', id: newId(), name: 'Ada' };
const system: Actor = { kind: 'system', id: 'triage' };

describe('the ticket store', () => {
  let db: TestDatabase;
  let database: Database;
  const store = new TicketStore();
  let id: string;

  beforeAll(async () => {
    db = await testDatabase();
    database = db.database;
    await sql(
      `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, 'ada@example.test', 'Ada', 'agent', '-')`,
      [ada.id],
    );
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    id = await received();
  });

  const sql = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> =>
    database.dataSource.query<Row[]>(text, values);

  async function received(): Promise<string> {
    const [ticketId, contactId] = [newId(), newId()];
    await sql('INSERT INTO contact (id, email) VALUES ($1, $2)', [contactId, `${contactId}@example.test`]);
    await sql(
      `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, created_at, updated_at)
       VALUES ($1, nextval('ticket_number'), 'received', 1, 'No mail', $2, 'api', 'test', 'low', 'low', now(), now())`,
      [ticketId, contactId],
    );
    return ticketId;
  }

  async function locked(tx: Tx, ticketId = id): Promise<LockedTicket> {
    const ticket = await store.lock(tx, ticketId);
    if (!ticket) throw new Error('no such ticket');
    return ticket;
  }

  const route = (ticketId = id) =>
    database.transaction(async (tx) => {
      const ticket = await locked(tx, ticketId);
      expectMovable(ticket, 'route');
      return store.move(tx, ticket, 'route', { by: system, set: { tier: 1 } });
    });

  const claim = async (tx: Tx, ticket: LockedTicket) => {
    expectMovable(ticket, 'claim');
    return store.move(tx, ticket, 'claim', { by: ada, set: { assigneeId: ada.id } });
  };

  const rowsOf = async (table: string, ticketId = id) =>
    sql<Record<string, unknown>>(`SELECT * FROM ${table} WHERE ticket_id = $1`, [ticketId]);

  test('finds a ticket by its id and by its number, and nothing by anything else', async () => {
    await database.transaction(async (tx) => {
      const ticket = await locked(tx);
      expect(await store.lock(tx, `T-${ticket.number}`)).toMatchObject({ id });
      expect(await store.lock(tx, `${ticket.number}`)).toMatchObject({ id });
      expect(await store.lock(tx, newId())).toBeNull();
      expect(await store.lock(tx, "T-1' OR true --")).toBeNull();
    });
  });

  test('a move writes the ticket, its event and its history in one statement', async () => {
    const moved = await route();
    expect(moved).toMatchObject({ id, state: 'queued', version: 2, tier: 1 });
    const [ticket] = await sql('SELECT state, version, tier, updated_at FROM ticket WHERE id = $1', [id]);
    expect(ticket).toEqual({ state: 'queued', version: 2, tier: 1, updated_at: moved.now });
    const said = { ticket_id: id, version: 2, actor_kind: 'system', actor_id: 'triage', at: moved.now };
    expect(await rowsOf('ticket_event')).toEqual([
      expect.objectContaining({
        ...said,
        type: 'ticket.routed',
        public: true,
        data: { action: 'route', from: 'received', to: 'queued', tier: 1, sector: null, assigneeId: null },
      }),
    ]);
    expect(await rowsOf('ticket_transition')).toEqual([
      expect.objectContaining({ ...said, from_state: 'received', action: 'route', to_state: 'queued', tier: 1 }),
    ]);
  });

  test('a move says in whose queue the ticket waits, and nothing else does', async () => {
    const queue = async () => (await rowsOf('ticket_due')).map((row) => row['queue'] as number | null);
    expect(await queue()).toEqual([]);
    await route();
    expect(await rowsOf('ticket_due')).toEqual([expect.objectContaining({ queue: 1, due_at: null })]);
    const by = { kind: 'system', id: 'test' } as const;
    await database.transaction(async (tx) => store.record(tx, await locked(tx), { type: 'ticket.noted', by }));
    expect(await queue()).toEqual([1]);
    await database.transaction(async (tx) => claim(tx, await locked(tx)));
    expect(await queue()).toEqual([null]);
  });

  test('what is not named in a move stays as it is', async () => {
    await route();
    const moved = await database.transaction(async (tx) => claim(tx, await locked(tx)));
    expect(moved).toMatchObject({ state: 'in_progress', tier: 1, assigneeId: ada.id, subject: 'No mail', tags: [] });
  });

  test('a transaction that fails leaves nothing of a move', async () => {
    const failing = database.transaction(async (tx) => {
      const ticket = await locked(tx);
      expectMovable(ticket, 'reject');
      await store.move(tx, ticket, 'reject', { by: ada });
      throw new Error('afterwards');
    });
    await expect(failing).rejects.toThrow('afterwards');
    expect(await sql('SELECT state, version FROM ticket WHERE id = $1', [id])).toEqual([
      { state: 'received', version: 1 },
    ]);
    expect(await rowsOf('ticket_event')).toEqual([]);
    expect(await rowsOf('ticket_transition')).toEqual([]);
  });

  test('an illegal move is refused before anything is written', async () => {
    await database.transaction(async (tx) => {
      const ticket = await locked(tx);
      // @ts-expect-error: which state it is in was not looked at
      await expect(store.move(tx, ticket, 'resolve', { by: ada })).rejects.toThrow(IllegalTransition);
      expect(() => expectMovable(ticket, 'claim')).toThrow(IllegalTransition);
    });
    expect(await rowsOf('ticket_event')).toEqual([]);
  });

  test('a ticket read before another changed it cannot be written', async () => {
    const stale = await database.transaction((tx) => locked(tx));
    await route();
    const write = database.transaction(async (tx) => {
      expectMovable(stale, 'reject');
      return store.move(tx, stale, 'reject', { by: ada });
    });
    await expect(write).rejects.toThrow(StaleTicket);
    expect(await sql('SELECT state, version FROM ticket WHERE id = $1', [id])).toEqual([
      { state: 'queued', version: 2 },
    ]);
    expect(await rowsOf('ticket_event')).toHaveLength(1);
  });

  test('of two that move the same ticket at the same moment, one wins and the other sees that', async () => {
    await route();
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => database.transaction(async (tx) => claim(tx, await locked(tx)))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(IllegalTransition);
    expect(await rowsOf('ticket_transition')).toHaveLength(2);
  });

  test('a lock waits for whoever holds it, and its time is later', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    let first: LockedTicket | undefined;
    const holder = database.transaction(async (tx) => {
      first = await locked(tx);
      await released;
      return store.record(tx, first, { type: 'ticket.noted', by: ada });
    });
    await eventually(() => first !== undefined);
    const waiter = database.transaction((tx) => locked(tx));
    await eventually(async () => {
      const [waiting] = await sql(
        `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting?.count === 1;
    });
    release();
    const written = await holder;
    const second = await waiter;
    expect(second.version).toBe(written.version);
    expect(second.now.getTime()).toBeGreaterThanOrEqual(written.now.getTime());
  });

  test('the time of a ticket never runs back, whatever the server’s clock does', async () => {
    await sql(`UPDATE ticket SET updated_at = now() + interval '1 hour' WHERE id = $1`, [id]);
    const [before] = await sql<{ updated_at: Date }>('SELECT updated_at FROM ticket WHERE id = $1', [id]);
    const ticket = await database.transaction((tx) => locked(tx));
    expect(ticket.now.getTime()).toBeGreaterThanOrEqual(before?.updated_at.getTime() ?? Infinity);
  });

  test('a fact is recorded without a move, with a version and no history of its own', async () => {
    const recorded = await database.transaction(async (tx) =>
      store.record(tx, await locked(tx), { type: 'ticket.noted', by: ada, set: { tags: ['vip'] }, public: false }),
    );
    expect(recorded).toMatchObject({ state: 'received', version: 2, tags: ['vip'] });
    expect(await rowsOf('ticket_event')).toEqual([expect.objectContaining({ type: 'ticket.noted', public: false })]);
    expect(await rowsOf('ticket_transition')).toEqual([]);
  });

  test.each([true, false])('a post comes with its event, as it was written (public: %s)', async (isPublic) => {
    const body = 'Ёлки 🎄\n한국어 \\ \' " $1 %s \u200f';
    const recorded = await database.transaction(async (tx) =>
      store.record(tx, await locked(tx), {
        type: 'ticket.agent-replied',
        by: ada,
        public: isPublic,
        post: { body, public: isPublic },
      }),
    );
    expect(await rowsOf('post')).toEqual([
      expect.objectContaining({
        id: recorded.postId,
        body,
        public: isPublic,
        author_kind: 'agent',
        author_name: 'Ada',
      }),
    ]);
    expect(await rowsOf('ticket_event')).toEqual([
      expect.objectContaining({ public: isPublic, data: expect.objectContaining({ postId: recorded.postId }) }),
    ]);
  });

  test('several writes of one transaction follow each other', async () => {
    const last = await database.transaction(async (tx) => {
      const ticket = await locked(tx);
      expectMovable(ticket, 'route');
      const queued = await store.move(tx, ticket, 'route', { by: system, set: { tier: 1 } });
      const claimed = await store.move(tx, queued, 'claim', { by: ada, set: { assigneeId: ada.id } });
      return store.move(tx, claimed, 'resolve', { by: ada, set: { solution: 'Restart.', resolvedAt: claimed.now } });
    });
    expect(last).toMatchObject({ state: 'resolved', version: 4 });
    expect((await rowsOf('ticket_transition')).map(({ version }) => version)).toEqual([2, 3, 4]);
  });

  test('a ticket as it was written last is shown as everybody reads it, also to who knows it as it was before', async () => {
    await route();
    await database.transaction(async (tx) => {
      const before = await locked(tx);
      const after = await claim(tx, before);
      const inside = { internal: true } as const;
      const read = await ticketView(tx, id, inside);
      expect(read).toMatchObject({ version: 3, assignee: { name: 'Ada' }, workOrders: [] });
      expect(await lockedTicketView(tx, after, inside)).toEqual(read);
      expect(await lockedTicketView(tx, before, inside)).toEqual(read);
      expect(await lockedTicketView(tx, after, {})).toEqual(await ticketView(tx, id));
    });
  });

  test('a ticket is known to the agents who write on it and to those who are named, each once; to nobody else', async () => {
    const [bea, cleo]: Actor[] = [
      { kind: 'agent', id: newId(), name: 'Bea' },
      { kind: 'agent', id: newId(), name: 'Cleo' },
    ];
    const note = (by: Actor, names?: string[]) =>
      database.transaction(async (tx) =>
        store.record(tx, await locked(tx), { type: 'ticket.noted', by, public: false, ...(names && { names }) }),
      );
    const knownTo = async () => (await sql(`SELECT known_to FROM ticket WHERE id = $1`, [id]))[0]?.['known_to'];
    await note(system);
    expect(await knownTo()).toEqual([]);
    await note(ada);
    await note(ada, [bea!.id, ada.id]);
    await note(cleo!, [bea!.id]);
    await note(system, [cleo!.id]);
    expect(((await knownTo()) as string[]).toSorted()).toEqual([ada.id, bea!.id, cleo!.id].toSorted());
  });

  test('without an open transaction nothing is written', async () => {
    await expect(run(database.dataSource.manager, { name: 'test-outside', text: 'SELECT 1' }, [])).rejects.toThrow(
      /open transaction/,
    );
  });

  describe('the history', () => {
    test.each(['ticket_event', 'ticket_transition'])('%s can be neither changed nor deleted', async (table) => {
      await route();
      await expect(sql(`UPDATE ${table} SET version = 9 WHERE ticket_id = $1`, [id])).rejects.toThrow('append-only');
      await expect(sql(`DELETE FROM ${table} WHERE ticket_id = $1`, [id])).rejects.toThrow('append-only');
      await expect(sql(`TRUNCATE ${table}`)).rejects.toThrow('append-only');
    });

    test('takes exactly the moves of the lifecycle', async () => {
      const [check] = await sql<{ condition: string }>(
        `SELECT pg_get_expr(conbin, conrelid) AS condition FROM pg_constraint WHERE conname = 'ticket_transition_legal'`,
      );
      const accepted = await sql<{ move: string[] }>(
        `SELECT ARRAY[from_state, action, to_state] AS move
         FROM unnest($1::text[]) from_state, unnest($2::text[]) action, unnest($3::text[]) to_state
         WHERE ${check?.condition}`,
        [states, Object.keys(eventOf), states],
      );
      expect(accepted.map(({ move }) => move.join(' ')).sort()).toEqual(
        transitions.map((move) => move.join(' ')).sort(),
      );
    });

    test('refuses a move that is not one', async () => {
      const illegal = sql(
        `INSERT INTO ticket_transition (ticket_id, version, from_state, action, to_state, actor_kind, actor_id, at)
         VALUES ($1, 2, 'received', 'resolve', 'resolved', 'system', 'test', now())`,
        [id],
      );
      await expect(illegal).rejects.toThrow('ticket_transition_legal');
    });
  });
});
