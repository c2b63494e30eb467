import { unseen, type Database } from '#database';
import type { AgentCaller } from './caller.js';
import { ownDesks } from './desks.js';
import { overflowedTo, sightOfAgent } from './tickets-in-sight.js';

/**
 * Which of these agents may read which of these tickets, as `readableTickets` has it, by the ticket's id: one statement for
 * many at once. Leads and admins read everything and are not to be asked for.
 */
export async function readersOf(
  database: Database,
  agents: readonly AgentCaller[],
  ticketIds: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  if (agents.length === 0 || ticketIds.length === 0) return new Map();
  const asked = agents.map((agent) => {
    const own = ownDesks(agent);
    return { id: agent.id, tiers: own.map(({ tier }) => tier), sectors: own.map(({ sector }) => sector) };
  });
  const rows = await database.read<{ id: string; readers: string[] }>(readers, [ticketIds, JSON.stringify(asked)]);
  return new Map(rows.map((row) => [row.id, new Set(row.readers)]));
}

const readers = {
  name: 'access-readers',
  text: `SELECT ticket.id, array_agg(reader.id) AS readers
    FROM unnest(${unseen('$1::uuid[]')}) AS given (id)
      CROSS JOIN LATERAL (SELECT * FROM ticket WHERE id = given.id LIMIT 1) ticket
      JOIN jsonb_to_recordset($2::jsonb) AS reader (id uuid, tiers int[], sectors text[])
        ON (${sightOfAgent('reader.id', 'reader.tiers', 'reader.sectors')} OR ${overflowedTo('reader.id')})
    GROUP BY ticket.id`,
};
