import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists by due time walk along one row per ticket instead of along all promises, and what an agent holds is found without all
 * he ever held.
 */
export class TicketDue1797830000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const isOpen = `state IN ('received', 'queued', 'in_progress', 'awaiting_customer', 'awaiting_vendor', 'awaiting_intervention')`;

const statements = [
  `CREATE TABLE ticket_due (
    ticket_id uuid PRIMARY KEY REFERENCES ticket (id),
    number bigint NOT NULL,
    queue integer,
    due_at timestamptz
  )`,
  `INSERT INTO ticket_due (ticket_id, number, queue, due_at)
    SELECT id, number, CASE WHEN state = 'queued' THEN tier END,
      (SELECT min(due_at) FROM clock WHERE clock.ticket_id = ticket.id AND clock.state = 'running')
    FROM ticket WHERE ${isOpen}`,
  `CREATE INDEX ticket_due_next ON ticket_due (due_at, number) WHERE due_at IS NOT NULL`,
  `CREATE INDEX ticket_due_queue ON ticket_due (queue, due_at, number) WHERE queue IS NOT NULL AND due_at IS NOT NULL`,
  `CREATE INDEX ticket_held ON ticket (assignee_id) WHERE assignee_id IS NOT NULL AND ${isOpen}`,
];
