import { newId } from '#database';
// oxlint-disable unicorn/no-thenable -- `then` is the contract's word for what follows a breach, and a string
import { TicketRouted, type PayloadOf, type SlaBreached, type SlaWarned, type VendorAnswered } from '#contracts';
import { Outbox } from '#messaging';
import { eventually } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EscalateOnBreachHandler } from '../escalate-on-breach/escalate-on-breach.handler.js';
import { ReceiveTicketConsumer } from '../receive-ticket/receive-ticket.consumer.js';
import { ReceiveTicketHandler } from '../receive-ticket/receive-ticket.handler.js';
import { ResumeOnReplyHandler } from '../resume-on-reply/resume-on-reply.handler.js';
import { AlertOnSilentVendorHandler } from '../alert-on-silent-vendor/alert-on-silent-vendor.handler.js';
import { ReturnFromVendorHandler } from '../return-from-vendor/return-from-vendor.handler.js';
import { DeskWorld, type Person } from '../testing/desk-world.js';
import { WarnOfBreachHandler } from '../warn-of-breach/warn-of-breach.handler.js';

describe('what the tiers hear', () => {
  let desk: DeskWorld;
  let agent: Person, lead: Person;

  beforeAll(async () => {
    desk = await DeskWorld.open();
    agent = await desk.agent('agent', [
      [1, null],
      [2, null],
      [3, null],
    ]);
    lead = await desk.agent('lead');
  });
  afterAll(() => desk.close());

  const types = async (id: string): Promise<string[]> => (await desk.events(id)).map(({ type }) => type);
  const deactivate = (person: Person) => desk.write(`UPDATE agent SET active = false WHERE id = $1`, [person.id]);

  describe('ticket.routed', () => {
    const receive = (ticketId: string, version: number, tier: number): Promise<void> =>
      desk.inTransaction((tx) => desk.app.get(ReceiveTicketHandler).handle(tx, { ticketId, version, tier }));

    it('notes once per stay that the tier has the ticket, and tells the clocks', async () => {
      const id = await desk.queued();
      const { stayVersion } = await desk.ticket(id);
      await receive(id, stayVersion!, 1);
      await receive(id, stayVersion!, 1);
      const ticket = await desk.ticket(id);
      expect(ticket.receivedByTierAt).toBeInstanceOf(Date);
      expect((await types(id)).filter((type) => type === 'ticket.received-by-tier')).toHaveLength(1);
      expect(await desk.said(id)).toEqual([
        { message: 'ticket.changed', queue: 'sla', data: { ticketId: id, version: ticket.version } },
      ]);
    });

    it('handles a message once, however often it is delivered', async () => {
      const id = await desk.queued();
      const data = { ticketId: id, version: (await desk.ticket(id)).stayVersion!, tier: 1 };
      await desk.inTransaction((tx) => desk.app.get(Outbox).add(tx, TicketRouted, data));
      const [row] = await desk.rows<{ id: string }>(
        `SELECT id FROM outbox WHERE queue = 'tier-1' AND data->>'ticketId' = $1`,
        [id],
      );
      const context = { id: row!.id, queue: 'tier-1', message: 'ticket.routed', correlationId: 'test' } as const;
      const consumer = desk.app.get(ReceiveTicketConsumer);
      await Promise.all([consumer.onTicketRouted(data, context), consumer.onTicketRouted(data, context)]);
      expect((await desk.events(id)).filter(({ type }) => type === 'ticket.received-by-tier')).toHaveLength(1);
      expect((await desk.said(id)).map(({ queue }) => queue)).toEqual(['sla', 'sla']);
    });

    it('does so also when an agent was faster', async () => {
      const id = await desk.held(agent);
      await receive(id, (await desk.ticket(id)).stayVersion!, 1);
      expect(await desk.ticket(id)).toMatchObject({ state: 'in_progress', receivedByTierAt: expect.any(Date) });
    });

    it('ignores what is no longer so: another stay, another tier, a release, no ticket', async () => {
      const id = await desk.queued();
      const { stayVersion, version } = await desk.ticket(id);
      await receive(id, stayVersion! - 1, 1);
      await receive(id, stayVersion! + 1, 1);
      await receive(id, stayVersion!, 2);
      await receive(newId(), 1, 1);
      expect((await desk.ticket(id)).version).toBe(version);
      await receive(id, stayVersion!, 1);
      await desk.expectOk(agent, id, 'claim');
      const released = await desk.expectOk(agent, id, 'release');
      await receive(id, released.version, 1);
      expect((await desk.ticket(id)).version).toBe(released.version);
    });

    it('notes the next stay at the same tier anew', async () => {
      const id = await desk.held(agent);
      await receive(id, (await desk.ticket(id)).stayVersion!, 1);
      await desk.expectOk(agent, id, 'resolve', { solution: 'Reset.', code: 'reset' });
      const reopened = await desk.expectOk(agent, id, 'reopen', { reason: 'Again.' });
      expect((await desk.ticket(id)).receivedByTierAt).toBeNull();
      await receive(id, reopened.version, 1);
      expect((await desk.ticket(id)).receivedByTierAt).toBeInstanceOf(Date);
    });
  });

  describe('customer.replied', () => {
    const reply = async (ticketId: string, version?: number): Promise<void> => {
      const at = version ?? (await desk.ticket(ticketId)).version;
      const data = { ticketId, version: at, postId: newId(), tier: 1 };
      await desk.inTransaction((tx) => desk.app.get(ResumeOnReplyHandler).handle(tx, data));
    };
    const asked = async (by: Person): Promise<string> => {
      const id = await desk.held(by);
      await desk.expectOk(by, id, 'ask-customer', { body: 'Since when?' });
      await desk.said(id);
      return id;
    };

    it('gives the ticket back to the agent who asked', async () => {
      const id = await asked(agent);
      await reply(id);
      expect(await desk.ticket(id)).toMatchObject({ state: 'in_progress', assigneeId: agent.id });
      expect((await desk.said(id)).map(({ message }) => message)).toEqual(['ticket.changed']);
    });

    it('puts it in the queue when that agent is no longer active', async () => {
      const gone = await desk.agent('agent', [[1, null]]);
      const id = await asked(gone);
      const { stayVersion } = await desk.ticket(id);
      await deactivate(gone);
      await reply(id);
      expect(await desk.ticket(id)).toMatchObject({ state: 'queued', assigneeId: null, tier: 1, stayVersion });
      expect((await desk.said(id)).map(({ queue }) => queue)).toEqual(['tier-1', 'sla']);
    });

    it('moves nothing that does not wait for the customer', async () => {
      const id = await desk.held(agent);
      await desk.expectOk(agent, id, 'wait', { for: 'intervention' });
      const { version } = await desk.ticket(id);
      await reply(id);
      await reply(newId(), 1);
      expect(await desk.ticket(id)).toMatchObject({ state: 'awaiting_intervention', version });
    });

    it('does not take a post from before the question for the answer', async () => {
      const id = await asked(agent);
      const { version } = await desk.ticket(id);
      await reply(id, version - 1);
      expect(await desk.stateOf(id)).toBe('awaiting_customer');
    });
  });

  describe('vendor.answered', () => {
    const answer = async (
      ticketId: string,
      caseId: string,
      how: PayloadOf<typeof VendorAnswered>['answer'] = 'resolved',
    ) => {
      const { version } = await desk.ticket(ticketId);
      await answerAt(version, ticketId, caseId, how);
    };
    const answerAt = async (
      version: number,
      ticketId: string,
      caseId: string,
      how: PayloadOf<typeof VendorAnswered>['answer'],
    ) => {
      const data = { ticketId, version, tier: 2, caseId, answer: how };
      await desk.inTransaction((tx) => desk.app.get(ReturnFromVendorHandler).handle(tx, data));
    };
    const atVendor = async (by: Person): Promise<{ id: string; caseId: string }> => {
      const id = await desk.held(by, { tier: 2 });
      const question = { vendorId: await desk.vendor(), subject: 'Reboots', body: 'Why?' };
      const { vendorCaseId } = await desk.expectOk(by, id, 'ask-vendor', question);
      await desk.said(id);
      return { id, caseId: vendorCaseId };
    };

    it('gives the ticket back to the agent of the tier that asked', async () => {
      const { id, caseId } = await atVendor(agent);
      await answer(id, caseId, 'undeliverable');
      expect(await desk.ticket(id)).toMatchObject({ state: 'in_progress', tier: 2, assigneeId: agent.id });
      expect((await desk.events(id)).at(-1)?.data).toMatchObject({
        because: 'vendor-answered',
        answer: 'undeliverable',
      });
      expect((await desk.said(id)).map(({ message }) => message)).toEqual(['ticket.changed']);
      await answer(id, caseId);
      expect((await types(id)).filter((type) => type === 'ticket.resumed')).toHaveLength(1);
    });

    it("puts it in that tier's queue when the agent is gone", async () => {
      const gone = await desk.agent('agent', [[2, null]]);
      const { id, caseId } = await atVendor(gone);
      await deactivate(gone);
      await answer(id, caseId);
      expect(await desk.ticket(id)).toMatchObject({ state: 'queued', tier: 2, assigneeId: null });
      expect((await desk.said(id)).map(({ queue }) => queue)).toEqual(['tier-2', 'sla']);
    });

    it('ignores the answer to another case, and to a ticket that was taken back', async () => {
      const { id, caseId } = await atVendor(agent);
      await answer(id, newId());
      expect(await desk.stateOf(id)).toBe('awaiting_vendor');
      const resumed = await desk.expectOk(agent, id, 'resume');
      await answer(id, caseId);
      expect((await desk.ticket(id)).version).toBe(resumed.version);
    });

    it('ignores what was said before the ticket was sent to the vendor', async () => {
      const { id, caseId } = await atVendor(agent);
      await answerAt((await desk.ticket(id)).version - 1, id, caseId, 'needs-info');
      expect(await desk.stateOf(id)).toBe('awaiting_vendor');
    });

    it('ignores a question of the vendor that has been answered since', async () => {
      const { id, caseId } = await atVendor(agent);
      await vendorCase(id, caseId, 'sent');
      await answer(id, caseId, 'needs-info');
      expect(await desk.stateOf(id)).toBe('awaiting_vendor');
      await desk.rows(`UPDATE vendor_case SET state = 'needs-info' WHERE id = $1`, [caseId]);
      await answer(id, caseId, 'needs-info');
      expect(await desk.stateOf(id)).toBe('in_progress');
    });

    describe('and vendor.fallen-silent', () => {
      const dueAt = '2026-03-02T09:00:00.000Z';
      const silent = async (ticketId: string, caseId: string, with_: { told?: boolean; dueAt?: string } = {}) => {
        const { version } = await desk.ticket(ticketId);
        const awaits = 'acknowledgement' as const;
        const data = { ticketId, version, tier: 2, caseId, awaits, dueAt, told: true, reminders: 1, ...with_ };
        await desk.inTransaction((tx) => desk.app.get(AlertOnSilentVendorHandler).handle(tx, data));
      };
      const alerts = (id: string) =>
        desk.rows<{ kind: string; detail: string }>(`SELECT kind, detail FROM lead_alert WHERE ticket_id = $1`, [id]);

      it('calls the leads and leaves the ticket at the vendor', async () => {
        const { id, caseId } = await atVendor(agent);
        await vendorCase(id, caseId, 'sent', dueAt);
        await silent(id, caseId);
        expect(await alerts(id)).toMatchObject([
          { kind: 'vendor-silent', detail: expect.stringMatching(/has not acknowledged case \d+.*reminded once/) },
        ]);
        expect(await desk.stateOf(id)).toBe('awaiting_vendor');
        expect((await types(id)).at(-1)).toBe('ticket.leads-alerted');
      });

      it('says when the vendor has not even heard of the case', async () => {
        const { id, caseId } = await atVendor(agent);
        await vendorCase(id, caseId, 'sending', dueAt);
        await silent(id, caseId, { told: false });
        expect((await alerts(id))[0]?.detail).toMatch(/could not be told of case/);
      });

      it('calls nobody when the vendor has spoken meanwhile, or nobody waits for it any more', async () => {
        const { id, caseId } = await atVendor(agent);
        await vendorCase(id, caseId, 'progress', dueAt);
        await silent(id, caseId, { dueAt: '2026-03-02T08:00:00.000Z' });
        await desk.expectOk(agent, id, 'resume');
        await silent(id, caseId);
        expect(await alerts(id)).toEqual([]);
      });
    });

    /** As vendor-gateway would have written it. */
    const vendorCase = (ticketId: string, caseId: string, state: string, alertedFor: string | null = null) =>
      desk.rows(
        `INSERT INTO vendor_case (id, ticket_id, vendor_id, tier, state, subject, body, due_at, alerted_at, created_at, updated_at)
         SELECT $1, $2, id, 2, $3, 'Reboots', 'Why?', $4::timestamptz, $4::timestamptz, now(), now() FROM vendor LIMIT 1`,
        [caseId, ticketId, state, alertedFor],
      );
  });

  describe('sla.breached', () => {
    let cycle = 0;
    const breach = async (ticketId: string, with_: Partial<PayloadOf<typeof SlaBreached>> = {}): Promise<void> => {
      const data = {
        ticketId,
        version: 2,
        tier: 1,
        clockId: newId(),
        kind: 'tier' as const,
        dueAt: '2026-03-02T09:00:00.000Z',
        rangAt: '2026-03-02T09:00:00.010Z',
        percent: 100,
        reachedAt: null,
        onBreach: 'escalate' as const,
        evenIfHeld: false,
        ...with_,
      };
      // As the alarm left it.
      await desk.write(
        `INSERT INTO clock (id, ticket_id, kind, tier, cycle, state, priority, policy_version, started_at, rung, breached_at)
         SELECT $1, id, $3, CASE WHEN $3 = 'tier' THEN $4::int END, $5, 'running', 'P3', 1, now(), $6, now() FROM ticket WHERE id = $2
         ON CONFLICT (id) DO NOTHING`,
        [data.clockId, ticketId, data.kind, data.tier, (cycle += 1), data.percent],
      );
      await desk.inTransaction((tx) => desk.app.get(EscalateOnBreachHandler).handle(tx, data));
    };
    const alerts = (id: string): Promise<{ kind: string; detail: string; version: number }[]> =>
      desk.rows(`SELECT kind, detail, version FROM lead_alert WHERE ticket_id = $1`, [id]);

    it('takes a waiting ticket one tier up, with the facts and nothing made up', async () => {
      const id = await desk.queued({ sector: 'network' });
      await desk.expectOk(agent, id, 'note', { body: 'Looks odd.' });
      await desk.said(id);
      await breach(id);
      const ticket = await desk.ticket(id);
      expect(ticket).toMatchObject({ state: 'queued', tier: 2, sector: 'network', handedOverFrom: 1 });
      expect(ticket.stayVersion).toBe(ticket.version);
      expect((await desk.said(id))[0]).toEqual({
        message: 'ticket.routed',
        queue: 'tier-2',
        data: { ticketId: id, version: ticket.version, tier: 2 },
      });
      const { body } = await desk.request(lead, 'GET', `/desk/tickets/${id}/work-orders`);
      expect(body.items).toEqual([
        expect.objectContaining({
          automatic: true,
          complete: false,
          situation: '"The router reboots": 1 public and 1 internal posts so far.',
          tried: [],
          hypothesis: null,
          checkFirst: null,
          reason: expect.stringContaining('broke its tier promise at L1'),
          timePerTier: [expect.objectContaining({ tier: 1 })],
          createdBy: { kind: 'system', id: 'tier-worker' },
        }),
      ]);
      expect(await alerts(id)).toEqual([]);
    });

    it('leaves its sector behind when nobody above works for it', async () => {
      const id = await desk.queued({ tier: 1, sector: 'network' });
      await desk.write(`UPDATE team SET sector = 'storage' WHERE tier = 2`);
      try {
        await breach(id);
      } finally {
        await desk.write(`UPDATE team SET sector = NULL WHERE tier = 2`);
      }
      expect(await desk.ticket(id)).toMatchObject({ state: 'queued', tier: 2, sector: null });
    });

    it('acts once when two promises of one stay break', async () => {
      const id = await desk.queued();
      await breach(id, { kind: 'tier' });
      await breach(id, { kind: 'resolution' });
      expect((await desk.ticket(id)).tier).toBe(2);
    });

    it('calls the leads at the last tier; the ticket stays', async () => {
      const id = await desk.queued({ tier: 3 });
      await breach(id, { tier: 3 });
      const ticket = await desk.ticket(id);
      expect(ticket).toMatchObject({ state: 'queued', tier: 3 });
      expect(await alerts(id)).toEqual([
        expect.objectContaining({ kind: 'breach-at-last-tier', version: ticket.version }),
      ]);
      expect((await desk.events(id)).at(-1)).toMatchObject({ type: 'ticket.leads-alerted', public: false });
      expect((await desk.said(id)).map(({ message }) => message)).toEqual(['ticket.changed']);
    });

    it("leaves a ticket in an agent's hands and calls the leads", async () => {
      const id = await desk.held(agent);
      await breach(id);
      expect(await desk.ticket(id)).toMatchObject({ state: 'in_progress', tier: 1, assigneeId: agent.id });
      expect(await alerts(id)).toEqual([expect.objectContaining({ kind: 'breach' })]);
    });

    it("takes it out of the agent's hands when the policy says so", async () => {
      const id = await desk.held(agent);
      await breach(id, { evenIfHeld: true });
      expect(await desk.ticket(id)).toMatchObject({ state: 'queued', tier: 2, assigneeId: null, handedOverFrom: 1 });
    });

    it('only calls the leads when that is the policy, or when the ticket waits for somebody outside', async () => {
      const id = await desk.queued();
      await breach(id, { onBreach: 'alert' });
      expect((await desk.ticket(id)).tier).toBe(1);
      const waiting = await desk.held(agent);
      await desk.expectOk(agent, waiting, 'wait', { for: 'other' });
      await breach(waiting, { evenIfHeld: true });
      expect(await desk.stateOf(waiting)).toBe('awaiting_intervention');
      for (const each of [id, waiting])
        expect(await alerts(each)).toEqual([expect.objectContaining({ kind: 'breach' })]);
    });

    it('says how late the alarm was, when it was', async () => {
      const id = await desk.queued({ tier: 3 });
      await breach(id, { tier: 3, kind: 'first_response', rangAt: '2026-03-02T11:00:00.000Z' });
      const [alert] = await alerts(id);
      expect(alert?.detail).toContain('broke its first response promise at L3');
      expect(alert?.detail).toContain('(the alarm rang 2 h late)');
    });

    it('raises the priority by one when that is the policy, and calls the leads when there is none higher', async () => {
      const id = await desk.held(agent);
      await desk.write(`UPDATE ticket SET priority = 'P2' WHERE id = $1`, [id]);
      await desk.said(id);
      await breach(id, { onBreach: 'raise-priority' });
      expect(await desk.ticket(id)).toMatchObject({ priority: 'P1', state: 'in_progress', tier: 1 });
      expect((await desk.events(id)).at(-1)).toMatchObject({
        type: 'ticket.priority-raised',
        public: false,
        data: { priority: 'P1', from: 'P2', promise: 'tier' },
      });
      expect((await desk.said(id)).map(({ message }) => message)).toEqual(['ticket.changed']);
      expect(await alerts(id)).toEqual([]);
      await breach(id, { onBreach: 'raise-priority' });
      expect(await alerts(id)).toEqual([expect.objectContaining({ kind: 'breach' })]);
    });

    it('goes one tier further at a later threshold, as far beyond the promise as that is', async () => {
      const id = await desk.queued();
      await breach(id, { kind: 'resolution' });
      const later = { kind: 'resolution', tier: 2, percent: 150, notify: 'hierarchy' } as const;
      await breach(id, { ...later, reachedAt: '2026-03-02T09:30:00.000Z', rangAt: '2026-03-02T10:30:00.000Z' });
      expect(await desk.ticket(id)).toMatchObject({ state: 'queued', tier: 3, handedOverFrom: 2 });
      expect(await alerts(id)).toEqual([
        expect.objectContaining({
          kind: 'breach',
          detail: expect.stringMatching(
            /used 150 % of its resolution promise at L2: it was due 2026-03-02T09:00:00.000Z \(the alarm rang 1 h late\), so it is at L3 now$/,
          ),
        }),
      ]);
      await breach(id, { ...later, tier: 3, percent: 200, notify: 'nobody' });
      expect((await alerts(id)).map(({ kind }) => kind)).toEqual(['breach', 'breach-at-last-tier']);
    });

    it('tells whom the policy names: nobody, the agent who holds it, the leads, or the hierarchy', async () => {
      const told: unknown[] = [];
      for (const notify of ['nobody', 'assignee', 'leads', 'hierarchy'] as const) {
        const id = await desk.held(agent);
        await breach(id, { onBreach: 'escalate', evenIfHeld: true, notify });
        expect(await desk.ticket(id)).toMatchObject({ state: 'queued', tier: 2 });
        told.push(await desk.rows(`SELECT kind, audience, agent_id FROM lead_alert WHERE ticket_id = $1`, [id]));
        const { body } = await desk.request(lead, 'GET', '/desk/alerts?audience=hierarchy');
        const listed = (body.items as { ticketId: string }[]).filter(({ ticketId }) => ticketId === id);
        expect(listed).toHaveLength(notify === 'hierarchy' ? 1 : 0);
        const seen = (await types(id)).filter((type) => type.startsWith('ticket.promise') || type.includes('alerted'));
        expect(seen).toEqual(
          { nobody: [], assignee: ['ticket.promise-broken'] }[notify as 'nobody'] ?? ['ticket.leads-alerted'],
        );
      }
      expect(told).toEqual([
        [],
        [{ kind: 'breach', audience: 'agent', agent_id: agent.id }],
        [{ kind: 'breach', audience: 'leads', agent_id: null }],
        [{ kind: 'breach', audience: 'hierarchy', agent_id: null }],
      ]);
    });

    it('does nothing to a ticket whose promise is over or that is elsewhere by now, but tells of it', async () => {
      const [answered, elsewhere] = [await desk.queued(), await desk.queued({ tier: 2 })];
      const clockId = newId();
      await desk.write(
        `INSERT INTO clock (id, ticket_id, kind, state, priority, policy_version, started_at, rung, breached_at, ended_at)
         VALUES ($1, $2, 'first_response', 'met', 'P3', 1, now(), 100, now(), now())`,
        [clockId, answered],
      );
      await breach(answered, { clockId, kind: 'first_response', notify: 'leads' });
      await breach(elsewhere, { kind: 'resolution', notify: 'leads' });
      expect([(await desk.ticket(answered)).tier, (await desk.ticket(elsewhere)).tier]).toEqual([1, 2]);
      for (const id of [answered, elsewhere]) expect(await alerts(id)).toHaveLength(1);
    });

    it('ignores an alarm that was taken back, because the log proved that it was too early', async () => {
      const id = await desk.queued();
      const clockId = newId();
      await desk.write(
        `INSERT INTO clock (id, ticket_id, kind, tier, state, priority, policy_version, started_at, rung)
         VALUES ($1, $2, 'tier', 1, 'running', 'P3', 1, now(), 90)`,
        [clockId, id],
      );
      const { version } = await desk.ticket(id);
      await breach(id, { clockId, notify: 'leads' });
      expect(await desk.ticket(id)).toMatchObject({ version, tier: 1 });
      await desk.write('UPDATE clock SET rung = 100, breached_at = now() WHERE id = $1', [clockId]);
      await breach(id, { clockId, notify: 'leads' });
      expect([(await desk.ticket(id)).tier, (await alerts(id)).length]).toEqual([2, 1]);
    });

    it('raises the priority also when the ticket has gone to another tier meanwhile: it is promised to the customer', async () => {
      const elsewhere = await desk.queued({ tier: 2 });
      await desk.write(`UPDATE ticket SET priority = 'P3' WHERE id = $1`, [elsewhere]);
      await breach(elsewhere, { kind: 'first_response', onBreach: 'raise-priority', notify: 'nobody' });
      expect(await desk.ticket(elsewhere)).toMatchObject({ priority: 'P2', tier: 2 });
    });

    it('ignores a ticket that is over, has left that tier, or never was', async () => {
      const over = await desk.held(agent);
      await desk.expectOk(agent, over, 'resolve', { solution: 'Reset.', code: 'reset' });
      const elsewhere = await desk.queued({ tier: 2 });
      for (const id of [over, elsewhere]) {
        const { version } = await desk.ticket(id);
        await breach(id);
        expect((await desk.ticket(id)).version).toBe(version);
        expect(await alerts(id)).toEqual([]);
      }
      await breach(newId());
    });
  });

  describe('sla.warned', () => {
    const clock = async (ticketId: string, state = 'running', breachedAt: string | null = null): Promise<string> => {
      const id = newId();
      await desk.write(
        `INSERT INTO clock (id, ticket_id, kind, tier, state, priority, policy_version, started_at, rung, breached_at)
         VALUES ($1, $2, 'tier', 1, $3, 'P3', 1, now(), 90, $4)`,
        [id, ticketId, state, breachedAt],
      );
      return id;
    };
    const warn = (
      ticketId: string,
      clockId: string,
      who: 'assignee' | 'leads' | 'nobody' | 'hierarchy' = 'assignee',
      tier = 1,
      more: Partial<PayloadOf<typeof SlaWarned>> = {},
    ): Promise<void> => {
      const at = { dueAt: '2026-03-02T10:00:00.000Z', reachedAt: '2026-03-02T09:45:00.000Z' };
      const data: PayloadOf<typeof SlaWarned> = {
        ticketId,
        version: 2,
        tier,
        clockId,
        kind: 'tier',
        percent: 75,
        warn: who,
        action: 'none',
        evenIfHeld: false,
        rangAt: '2026-03-02T09:50:00.000Z',
        ...at,
        ...more,
      };
      return desk.inTransaction((tx) => desk.app.get(WarnOfBreachHandler).handle(tx, data));
    };
    const listed = async (person: Person, ticketId: string): Promise<Record<string, unknown>[]> => {
      const { status, body } = await desk.request(person, 'GET', '/desk/alerts');
      expect(status).toBe(200);
      return (body.items as Record<string, unknown>[]).filter((alert) => alert['ticketId'] === ticketId);
    };

    it('is told to the agent who holds the ticket, on that list only, and on the timeline', async () => {
      const id = await desk.held(agent);
      await desk.said(id);
      await warn(id, await clock(id));
      expect(await listed(agent, id)).toEqual([
        expect.objectContaining({
          kind: 'warning',
          agentId: agent.id,
          detail: expect.stringContaining(
            'used 75 % of its tier promise at L1: it is due 2026-03-02T10:00:00.000Z (the alarm rang 5 min late)',
          ),
          facts: expect.objectContaining({ promise: 'tier', percent: 75, tier: 1, dueAt: '2026-03-02T10:00:00.000Z' }),
        }),
      ]);
      expect(await listed(lead, id)).toEqual([]);
      expect((await desk.events(id)).at(-1)).toMatchObject({
        type: 'ticket.promise-in-danger',
        public: false,
        data: { told: 'assignee', percent: 75, promise: 'tier' },
      });
      expect((await desk.said(id)).map(({ message }) => message)).toEqual(['ticket.changed']);
    });

    it('is told to the leads when the policy says so, and to nobody when it is for an agent and none has the ticket', async () => {
      const [waiting, unheld] = [await desk.queued(), await desk.queued()];
      await warn(waiting, await clock(waiting), 'leads');
      expect(await listed(lead, waiting)).toEqual([expect.objectContaining({ kind: 'warning', agentId: null })]);
      expect(await listed(agent, waiting)).toEqual([]);
      const { version } = await desk.ticket(unheld);
      await warn(unheld, await clock(unheld));
      expect((await desk.ticket(unheld)).version).toBe(version);
    });

    it('may raise the priority or escalate before the promise is broken, silently or not', async () => {
      const raised = await desk.held(agent);
      await desk.write(`UPDATE ticket SET priority = 'P2' WHERE id = $1`, [raised]);
      const raising = await clock(raised);
      await warn(raised, raising, 'nobody', 1, { action: 'raise-priority' });
      expect(await desk.ticket(raised)).toMatchObject({ priority: 'P1', state: 'in_progress' });
      expect(await listed(lead, raised)).toEqual([]);
      await warn(raised, raising, 'assignee', 1, { action: 'raise-priority', percent: 90 });
      expect([await listed(lead, raised), await listed(agent, raised)]).toMatchObject([
        [{ kind: 'warning', audience: 'leads' }],
        [{ kind: 'warning', audience: 'agent' }],
      ]);

      const taken = await desk.held(agent);
      const taking = await clock(taken);
      await warn(taken, taking, 'leads', 1, { action: 'escalate' });
      expect(await desk.ticket(taken)).toMatchObject({ tier: 1, assigneeId: agent.id });
      await warn(taken, taking, 'hierarchy', 1, { action: 'escalate', evenIfHeld: true, percent: 90 });
      expect(await desk.ticket(taken)).toMatchObject({ state: 'queued', tier: 2 });
      expect(await listed(lead, taken)).toMatchObject([
        { audience: 'hierarchy', detail: expect.stringMatching(/90 % .*, so it is at L2 now$/) },
        { audience: 'leads', detail: expect.stringContaining('75 %') },
      ]);
    });

    it('is not told of a promise that is kept, paused, broken, gone or another tier’s by now', async () => {
      const id = await desk.held(agent);
      const { version } = await desk.ticket(id);
      for (const [state, breachedAt] of [
        ['met', null],
        ['paused', null],
        ['running', '2026-03-02T10:00:00Z'],
      ] as const) {
        await warn(id, await clock(id, state, breachedAt));
        await desk.write(`DELETE FROM clock WHERE ticket_id = $1`, [id]);
      }
      await warn(id, newId());
      await warn(id, await clock(id), 'leads', 2);
      await warn(newId(), newId(), 'leads');
      expect((await desk.ticket(id)).version).toBe(version);
    });
  });

  it('counts what waits, what is worked on and what is late, per tier', async () => {
    const before = (await desk.request(agent, 'GET', '/desk/queues')).body.items;
    const late = await desk.queued({ tier: 3 });
    const risky = await desk.held(agent, { tier: 3 });
    const clock = `INSERT INTO clock (id, ticket_id, kind, tier, state, priority, policy_version, started_at, due_at, breached_at)
      VALUES (gen_random_uuid(), $1, 'tier', 3, 'running', 'P3', 1, now(), now() + $2::int * interval '1 second', $3)`;
    await desk.write(clock, [late, -10, new Date()]);
    await desk.write(clock, [risky, 99, null]);
    // They may be a moment old.
    await eventually(async () => {
      const { body } = await desk.request(agent, 'GET', '/desk/queues');
      expect(body.items.map(({ tier, name }: { tier: number; name: string }) => [tier, name])).toEqual([
        [1, 'L1'],
        [2, 'L2'],
        [3, 'L3'],
      ]);
      expect(body.items[2]).toMatchObject({
        waiting: before[2].waiting + 1,
        inProgress: before[2].inProgress + 1,
        atRisk: before[2].atRisk + 1,
        breached: before[2].breached + 1,
        oldest: expect.any(String),
      });
    });
  });
});
