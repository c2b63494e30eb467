import { actorOf, type AgentCaller } from '#access';
import { tellInbox, TicketStore, type LockedTicket, type Tx } from '#database';
import { Injectable } from '@nestjs/common';
import { expectActiveAgents } from '../desk/expect-active-agents.js';

interface Note {
  readonly body: string;
  readonly attachmentIds?: readonly string[] | undefined;
  /** Agents who are named in it. */
  readonly mentions?: readonly string[] | undefined;
}

@Injectable()
export class NoteOnTicketHandler {
  constructor(private readonly tickets: TicketStore) {}

  /** Whoever is named finds it in their inbox, and may read the ticket from then on. */
  async handle(
    tx: Tx,
    ticket: LockedTicket,
    agent: AgentCaller,
    { body, attachmentIds = [], mentions = [] }: Note,
  ): Promise<LockedTicket> {
    await expectActiveAgents(tx, mentions, (index) => `/mentions/${index}`);
    const named = [...new Set(mentions.map((id) => id.toLowerCase()))];
    const by = actorOf(agent);
    const noted = await this.tickets.record(tx, ticket, {
      type: 'ticket.noted',
      by,
      public: false,
      post: { body, public: false, files: { ids: attachmentIds, uploaderId: agent.id } },
      names: named,
      ...(named.length > 0 && { data: { mentions: named } }),
    });
    if (named.length === 0) return noted;
    const postId = noted.postId!;
    const happened = { ticketId: ticket.id, version: noted.version, type: 'ticket.noted', by, at: ticket.now, postId };
    await tellInbox(tx, happened, 'mention', named);
    return noted;
  }
}
