import type { AgentCaller } from '#access';
import { readRows, type Reader } from '#database';
import { ticketNumber, type MacroValues, type Ticket } from '#domain';

/** What a text that this agent writes on this ticket can name. */
export async function macroValuesOf(
  reader: Reader,
  ticket: Pick<Ticket, 'id' | 'number' | 'subject' | 'product' | 'priority'>,
  agent: Pick<AgentCaller, 'name'>,
): Promise<MacroValues> {
  const [of] = await readRows<People>(reader, selectPeople, [ticket.id]);
  return {
    'agent.name': agent.name,
    'organisation.name': of?.organisation ?? null,
    'requester.email': of?.email ?? null,
    'requester.name': of?.name ?? null,
    'ticket.number': ticketNumber(ticket.number),
    'ticket.priority': ticket.priority,
    'ticket.product': of?.product ?? ticket.product,
    'ticket.subject': ticket.subject,
  };
}

interface People {
  readonly name: string | null;
  readonly email: string;
  readonly organisation: string | null;
  readonly product: string | null;
}

const selectPeople = {
  name: 'desk-macro-values',
  text: `SELECT contact.name, contact.email, organisation.name AS organisation, product.name AS product
    FROM ticket JOIN contact ON contact.id = requester_id LEFT JOIN organisation ON organisation.id = ticket.organisation_id
      LEFT JOIN product ON product.id = ticket.product_id WHERE ticket.id = $1`,
};
