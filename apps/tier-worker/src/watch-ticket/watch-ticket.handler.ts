import type { AgentCaller } from '#access';
import { Database, run, type LockedTicket, type Tx } from '#database';
import { Injectable } from '@nestjs/common';
import { expectActiveAgents } from '../desk/expect-active-agents.js';
import { readableTicket } from '../desk/readable-ticket.js';
import { expectLead } from '../desk/who-may.js';

interface Person {
  readonly id: string;
  readonly name: string;
}
export interface Watchers {
  readonly items: readonly { readonly agent: Person; readonly addedBy: Person; readonly addedAt: Date }[];
}

/** Nothing of the ticket changes: no version, no event, nobody is told but who looks. */
@Injectable()
export class WatchTicketHandler {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, ticket: LockedTicket, by: AgentCaller, agentId: string): Promise<LockedTicket> {
    if (agentId !== by.id) expectLead(by, 'let somebody else watch a ticket');
    await expectActiveAgents(tx, [agentId], () => '/agentId');
    await run(tx, addWatcher, [ticket.id, agentId, by.id, ticket.now]);
    return ticket;
  }

  async remove(tx: Tx, ticket: LockedTicket, by: AgentCaller, agentId: string): Promise<LockedTicket> {
    if (agentId !== by.id) expectLead(by, 'end what somebody else watches');
    await run(tx, removeWatcher, [ticket.id, agentId]);
    return ticket;
  }

  /** Whoever watched the one watches the other, when the one becomes part of it. */
  async follow(tx: Tx, from: string, to: string): Promise<void> {
    await run(tx, copyWatchers, [from, to]);
  }

  async of(caller: AgentCaller, idOrNumber: string): Promise<Watchers> {
    return this.list((await readableTicket(this.database, caller, idOrNumber)).id);
  }

  async list(ticketId: string): Promise<Watchers> {
    return { items: await this.database.read<Watchers['items'][number]>(selectWatchers, [ticketId]) };
  }
}

const addWatcher = {
  name: 'desk-add-watcher',
  text: `INSERT INTO ticket_watcher (ticket_id, agent_id, added_by, added_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
};
const removeWatcher = {
  name: 'desk-remove-watcher',
  text: `DELETE FROM ticket_watcher WHERE ticket_id = $1 AND agent_id = $2`,
};
const copyWatchers = {
  name: 'desk-copy-watchers',
  text: `INSERT INTO ticket_watcher (ticket_id, agent_id, added_by, added_at)
    SELECT $2::uuid, agent_id, added_by, added_at FROM ticket_watcher WHERE ticket_id = $1::uuid ON CONFLICT DO NOTHING`,
};
const selectWatchers = {
  name: 'desk-watchers',
  text: `SELECT json_build_object('id', agent.id, 'name', agent.name) AS agent,
      json_build_object('id', adder.id, 'name', adder.name) AS "addedBy", added_at AS "addedAt"
    FROM ticket_watcher JOIN agent ON agent.id = agent_id JOIN agent adder ON adder.id = added_by
    WHERE ticket_id = $1 ORDER BY added_at, agent.id`,
};
