import type { MigrationInterface, QueryRunner } from 'typeorm';

const AT_ONCE = 10_000;

/**
 * Who knows the tickets there are: two minutes for a million of them, some thousand at a time, so that whoever writes on a ticket
 * meanwhile waits for a second. Begun again it does the same again.
 */
export class FillKnownTo1798010000000 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const [{ newest }] = (await runner.query(`SELECT max(number) AS newest FROM ticket`)) as [
      { newest: number | null },
    ];
    for (let from = 0; newest !== null && from <= newest; from += AT_ONCE) {
      await runner.startTransaction();
      try {
        // Locks of rows, too: an action that holds some would wait for us with those that we wait for.
        await runner.query(`LOCK TABLE ticket IN EXCLUSIVE MODE`);
        await runner.query(fill, [from, from + AT_ONCE]);
        await runner.commitTransaction();
      } catch (error) {
        await runner.rollbackTransaction();
        throw error;
      }
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const fill = `
  WITH part AS MATERIALIZED (SELECT id FROM ticket WHERE number >= $1 AND number < $2),
  told AS (
    SELECT ticket_id, actor_id::uuid AS agent FROM part JOIN ticket_event ON ticket_id = part.id WHERE actor_kind = 'agent'
    UNION SELECT ticket_id, agent_id FROM part JOIN ticket_mention ON ticket_id = part.id
  )
  UPDATE ticket SET known_to = known.agents
  FROM (SELECT ticket_id, array_agg(agent) AS agents FROM told GROUP BY ticket_id) known
  WHERE known.ticket_id = ticket.id`;
