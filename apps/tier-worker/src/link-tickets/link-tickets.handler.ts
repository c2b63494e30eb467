import { actorOf, type AgentCaller } from '#access';
import { run, TicketStore, type LockedTicket, type Tx } from '#database';
import { DomainError, expectLinkable, ticketNumber, type Linked } from '#domain';
import { Injectable } from '@nestjs/common';

/** Both tickets are locked before anything is looked at, so two who link at once cannot make a ring. */
@Injectable()
export class LinkTicketsHandler {
  constructor(private readonly tickets: TicketStore) {}

  async link(tx: Tx, child: LockedTicket, agent: AgentCaller, parent: LockedTicket | null): Promise<LockedTicket> {
    if (!parent) {
      const detail = 'There is no such ticket, or it is not for you.';
      throw new DomainError('refused', 'link.parent-unknown', detail, { errors: [{ pointer: '/parent', detail }] });
    }
    if (expectLinkable(await this.linked(tx, child), await this.linked(tx, parent))) return child;
    await run(tx, insertLink, [child.id, parent.id, agent.id, child.now]);
    await this.record(tx, parent, 'ticket.linked', agent, { as: 'parent', ticketId: child.id, of: child });
    return this.record(tx, child, 'ticket.linked', agent, { as: 'child', ticketId: parent.id, of: parent });
  }

  async unlink(tx: Tx, child: LockedTicket, agent: AgentCaller): Promise<LockedTicket> {
    const [link] = await run<{ parentId: string }>(tx, deleteLink, [child.id]);
    if (!link) {
      const detail = `${ticketNumber(child.number)} is not part of another ticket.`;
      throw new DomainError('conflict', 'link.no-parent', detail);
    }
    const parent = await this.tickets.lock(tx, link.parentId);
    if (!parent) throw new Error(`Ticket ${link.parentId} is gone although another one is part of it.`);
    await this.record(tx, parent, 'ticket.unlinked', agent, { as: 'parent', ticketId: child.id, of: child });
    return this.record(tx, child, 'ticket.unlinked', agent, { as: 'child', ticketId: parent.id, of: parent });
  }

  /** What was part of a ticket that is merged, is part of the one it was merged into, or of the one that is part of. */
  async follow(tx: Tx, merged: string, into: string): Promise<void> {
    await run(tx, unlinkFromEachOther, [merged, into]);
    await run(tx, moveChildren, [merged, into]);
  }

  private record(tx: Tx, ticket: LockedTicket, type: LinkFact, agent: AgentCaller, { as, ticketId, of }: Other) {
    const data = { as, ticketId, number: ticketNumber(of.number) };
    // The other ticket may be another customer's.
    return this.tickets.record(tx, ticket, { type, by: actorOf(agent), public: false, data });
  }

  private async linked(tx: Tx, ticket: LockedTicket): Promise<Linked> {
    const [links] = await run<Pick<Linked, 'parentId' | 'children'>>(tx, selectPlace, [ticket.id]);
    return {
      id: ticket.id,
      number: ticket.number,
      state: ticket.state,
      parentId: links?.parentId ?? null,
      children: links?.children ?? 0,
    };
  }
}

type LinkFact = 'ticket.linked' | 'ticket.unlinked';
interface Other {
  /** What the ticket is in this. */
  readonly as: 'parent' | 'child';
  readonly ticketId: string;
  readonly of: LockedTicket;
}

const selectPlace = {
  name: 'desk-place-among-linked',
  text: `SELECT (SELECT parent_id FROM ticket_link WHERE child_id = $1::uuid) AS "parentId",
    (SELECT count(*)::int FROM ticket_link WHERE parent_id = $1::uuid) AS children`,
};
const insertLink = {
  name: 'desk-insert-link',
  text: `INSERT INTO ticket_link (child_id, parent_id, linked_by, linked_at) VALUES ($1, $2, $3, $4)`,
};
const deleteLink = {
  name: 'desk-delete-link',
  text: `DELETE FROM ticket_link WHERE child_id = $1 RETURNING parent_id AS "parentId"`,
};
const unlinkFromEachOther = {
  name: 'desk-unlink-merged',
  text: `DELETE FROM ticket_link WHERE child_id = $1::uuid OR (child_id = $2::uuid AND parent_id = $1::uuid)`,
};
const moveChildren = {
  name: 'desk-move-children',
  text: `UPDATE ticket_link SET parent_id = coalesce((SELECT parent_id FROM ticket_link WHERE child_id = $2::uuid), $2::uuid)
    WHERE parent_id = $1::uuid`,
};
