import type { PayloadOf, VendorAsked } from '#contracts';
import { TicketStore, type Database, newId } from '#database';
import { expectMovable } from '#domain';

export interface KnownVendor {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
}

/** Writes what other apps would have written, for tests of this one. */
export class Desk {
  private readonly tickets = new TicketStore();

  constructor(private readonly database: Database) {}

  async vendor(endpoint: string, secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'): Promise<KnownVendor> {
    const id = newId();
    const vendor = { id, name: `Vendor ${id}`, secret };
    await this.write(`INSERT INTO vendor (id, name, endpoint, secret) VALUES ($1, $2, $3, $4)`, [
      id,
      vendor.name,
      endpoint,
      secret,
    ]);
    return vendor;
  }

  /** An agent at a tier, without a team: he reads what he holds. */
  async agent(role: 'agent' | 'lead' | 'admin' = 'agent'): Promise<string> {
    const id = newId();
    await this.write(
      `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1::uuid, $1::text || '@desk.example', 'Kim', $2, 'none')`,
      [id, role],
    );
    return id;
  }

  /** A ticket that an agent of tier 2 has just asked this vendor about, and the message that says so. */
  async asked(vendorId: string, body = 'It keeps rebooting.'): Promise<PayloadOf<typeof VendorAsked>> {
    const [ticketId, contactId, caseId, agentId] = [newId(), newId(), newId(), await this.agent()];
    await this.write(`INSERT INTO contact (id, email) VALUES ($1::uuid, $1::text || '@customer.example')`, [contactId]);
    await this.write(
      `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, tier,
         assignee_id, created_at, updated_at)
       VALUES ($1, nextval('ticket_number'), 'in_progress', 1, 'The router reboots', $2, 'api', 'test', 'low', 'low', 2, $3, now(), now())`,
      [ticketId, contactId, agentId],
    );
    const subject = 'Reboots every hour';
    const version = await this.database.transaction(async (tx) => {
      const ticket = await this.tickets.lock(tx, ticketId);
      if (!ticket) throw new Error('The ticket was not made.');
      expectMovable(ticket, 'ask-vendor');
      const by = { kind: 'agent', id: agentId } as const;
      const post = { body: 'Internal: the customer is furious.', public: false };
      const data = { vendorId, caseId };
      const move = { by, set: { vendorCaseId: caseId }, data, post };
      return (await this.tickets.move(tx, ticket, 'ask-vendor', move)).version;
    });
    return { ticketId, version, tier: 2, caseId, vendorId, subject, body };
  }

  /** The agent takes the ticket back before the vendor has answered. */
  async resume(ticketId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ticket = await this.tickets.lock(tx, ticketId);
      if (!ticket) throw new Error('There is no such ticket.');
      expectMovable(ticket, 'resume');
      await this.tickets.move(tx, ticket, 'resume', { by: { kind: 'agent', id: ticket.assigneeId! } });
    });
  }

  events(
    ticketId: string,
  ): Promise<{ type: string; public: boolean; actorKind: string; data: Record<string, unknown> }[]> {
    return this.rows(
      `SELECT type, public, actor_kind AS "actorKind", data FROM ticket_event WHERE ticket_id = $1 AND type LIKE 'vendor-case.%' ORDER BY version`,
      [ticketId],
    );
  }

  /** The answers that are on their way to the tiers about this ticket. */
  answers(ticketId: string): Promise<{ queue: string; answer: string; caseId: string; version: number }[]> {
    return this.rows(
      `SELECT queue, data->>'answer' AS answer, data->>'caseId' AS "caseId", (data->>'version')::int AS version FROM outbox
       WHERE message = 'vendor.answered' AND data->>'ticketId' = $1 ORDER BY id`,
      [ticketId],
    );
  }

  /** The versions of this ticket that a queue has been told of as a change, in their order. */
  async changes(ticketId: string, queue: string): Promise<number[]> {
    const told = await this.rows<{ version: number }>(
      `SELECT (data->>'version')::int AS version FROM outbox
       WHERE message = 'ticket.changed' AND queue = $2 AND data->>'ticketId' = $1 ORDER BY version`,
      [ticketId, queue],
    );
    return told.map(({ version }) => version);
  }

  async rows<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.database.pool.query(text, values as unknown[])).rows as Row[];
  }

  async write(text: string, values: readonly unknown[] = []): Promise<void> {
    await this.database.pool.query(text, values as unknown[]);
  }
}
