import { eventually } from '#testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskWorld, type Person } from '../testing/desk-world.js';
import { BATCH, CloseResolvedHandler } from './close-resolved.handler.js';
import { CloseResolvedLoop } from './close-resolved.loop.js';

describe('what is resolved and nobody came back to', () => {
  let desk: DeskWorld;
  let handler: CloseResolvedHandler;
  let agent: Person;
  const loops: CloseResolvedLoop[] = [];

  beforeAll(async () => {
    desk = await DeskWorld.open();
    handler = desk.app.get(CloseResolvedHandler);
    agent = await desk.agent('agent', [[1, null]]);
  });
  afterAll(() => desk.close());
  afterEach(async () => {
    for (const loop of loops.splice(0)) await loop.beforeApplicationShutdown();
  });

  const resolved = async (age: string): Promise<string> => {
    const id = await desk.held(agent);
    await desk.expectOk(agent, id, 'resolve', { solution: 'Reset.', code: 'reset' });
    await desk.write(`UPDATE ticket SET resolved_at = now() - $2::interval WHERE id = $1`, [id, age]);
    await desk.said(id);
    return id;
  };
  const start = (afterDays: number): CloseResolvedLoop => {
    const loop = new CloseResolvedLoop(handler, { afterDays });
    loops.push(loop);
    loop.onApplicationBootstrap();
    return loop;
  };

  it('is closed by the system after so many days, says why, and is told to the clocks', async () => {
    const [due, early] = [await resolved('168 hours'), await resolved('167 hours 59 minutes')];
    const queued = await desk.queued();
    expect(await handler.closeDue(7)).toBe(1);
    const ticket = await desk.ticket(due);
    expect(ticket).toMatchObject({ state: 'closed', closedAt: ticket.updatedAt, solution: 'Reset.' });
    const [event] = await desk.rows(
      `SELECT type, public, actor_kind, actor_id, data->>'because' AS because, data->'days' AS days
       FROM ticket_event WHERE ticket_id = $1 ORDER BY version DESC LIMIT 1`,
      [due],
    );
    expect(event).toEqual({
      type: 'ticket.closed',
      public: true,
      actor_kind: 'system',
      actor_id: 'tier-worker',
      because: 'resolved-for-days',
      days: 7,
    });
    expect(await desk.said(due)).toEqual([
      { message: 'ticket.changed', queue: 'sla', data: { ticketId: due, version: ticket.version } },
    ]);
    expect([await desk.stateOf(early), await desk.stateOf(queued)]).toEqual(['resolved', 'queued']);
    expect(await handler.closeDue(7)).toBe(0);
  });

  it('starts to count anew when it was reopened and resolved again', async () => {
    const id = await resolved('8 days');
    await desk.expectOk(agent, id, 'reopen', { reason: 'Again.' });
    await desk.expectOk(agent, id, 'claim');
    await desk.expectOk(agent, id, 'resolve', { solution: 'Replaced.', code: 'replaced' });
    expect(await handler.closeDue(7)).toBe(0);
    expect(await desk.stateOf(id)).toBe('resolved');
  });

  it('is left alone while somebody acts on it', async () => {
    const [held, free] = [await resolved('9 days'), await resolved('8 days')];
    await desk.inTransaction(async (tx) => {
      await desk.tickets.lock(tx, held);
      expect(await handler.closeDue(7)).toBe(1);
    });
    expect([await desk.stateOf(held), await desk.stateOf(free)]).toEqual(['resolved', 'closed']);
    expect(await handler.closeDue(7)).toBe(1);
  });

  it('is closed although another one cannot be, which is left alone for a while', async () => {
    const [wrong, ...others] = [await resolved('9 days'), await resolved('8 days'), await resolved('8 days')];
    await desk.write(`CREATE FUNCTION refuse_to_close() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'not this one'; END $$`);
    await desk.write(`CREATE TRIGGER refuse_to_close BEFORE UPDATE ON ticket FOR EACH ROW
      WHEN (OLD.id = '${wrong}'::uuid) EXECUTE FUNCTION refuse_to_close()`);
    try {
      expect([await handler.closeDue(7), await handler.closeDue(7)]).toEqual([3, 0]);
      expect(await desk.stateOf(wrong!)).toBe('resolved');
      for (const id of others) expect(await desk.stateOf(id)).toBe('closed');
    } finally {
      await desk.write('DROP TRIGGER refuse_to_close ON ticket');
    }
  });

  it('is closed once each by several processes, and however much there is', async () => {
    const ids: string[] = [];
    for (let made = 0; made < BATCH + 5; made += 1) ids.push(await resolved('30 days'));
    for (let processes = 0; processes < 3; processes += 1) start(7);
    await eventually(async () => {
      const left = await desk.rows(`SELECT FROM ticket WHERE id = ANY ($1) AND state <> 'closed'`, [ids]);
      expect(left).toEqual([]);
    });
    const closed = await desk.rows(
      `SELECT ticket_id, count(*)::int AS times FROM ticket_event
       WHERE ticket_id = ANY ($1) AND type = 'ticket.closed' GROUP BY 1 HAVING count(*) <> 1`,
      [ids],
    );
    expect(closed).toEqual([]);
  });

  it('stays resolved for ever with 0 days, and once the process is told to stop', async () => {
    const id = await resolved('4000 days');
    await start(0).beforeApplicationShutdown();
    const stopped = new CloseResolvedLoop(handler, { afterDays: 7 });
    await stopped.beforeApplicationShutdown();
    stopped.onApplicationBootstrap();
    await stopped.beforeApplicationShutdown();
    expect(await desk.stateOf(id)).toBe('resolved');
  });

  it('is found by its index', async () => {
    const plan = await desk.inTransaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off');
      return (await tx.query(
        `EXPLAIN SELECT id FROM ticket WHERE state = 'resolved' AND resolved_at <= now() ORDER BY resolved_at LIMIT 1`,
      )) as unknown;
    });
    expect(JSON.stringify(plan)).toContain('Index Scan using ticket_resolved');
  });
});
