import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents' lists ask of ticket after ticket whether the agent ever did something on it; reports count what was solved by tier. */
export class Sight1797720000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE INDEX ticket_event_touched ON ticket_event (actor_id, ticket_id) WHERE actor_kind = 'agent'`,
  `DROP INDEX ticket_solved`,
  `CREATE INDEX ticket_solved ON ticket (resolved_at) INCLUDE (tier, state, l1_capable) WHERE resolved_at IS NOT NULL`,
];
