import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Working together: who watches a ticket, who was named on it, what waits in an agent's inbox, answers kept ready as macros,
 * tickets that belong to one incident, and the answer that all of them get.
 */
export class Together1797640000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const statements = [
  `CREATE TABLE ticket_watcher (
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    agent_id uuid NOT NULL REFERENCES agent (id),
    added_by uuid NOT NULL REFERENCES agent (id),
    added_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (ticket_id, agent_id)
  )`,
  `CREATE INDEX ticket_watcher_agent ON ticket_watcher (agent_id, ticket_id)`,
  `CREATE TABLE ticket_mention (
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    agent_id uuid NOT NULL REFERENCES agent (id),
    post_id uuid NOT NULL REFERENCES post (id),
    mentioned_by uuid NOT NULL REFERENCES agent (id),
    mentioned_at timestamptz NOT NULL,
    PRIMARY KEY (ticket_id, agent_id, post_id)
  )`,
  `CREATE TABLE inbox_entry (
    id uuid PRIMARY KEY,
    agent_id uuid NOT NULL REFERENCES agent (id),
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    kind text NOT NULL CHECK (kind IN ('mention', 'watched', 'assigned', 'customer-replied', 'consultation-answered')),
    version integer NOT NULL,
    event text NOT NULL,
    actor_kind text NOT NULL,
    actor_id text NOT NULL,
    actor_name text,
    post_id uuid REFERENCES post (id),
    times integer NOT NULL DEFAULT 1,
    at timestamptz NOT NULL,
    read_at timestamptz
  )`,
  `CREATE UNIQUE INDEX inbox_entry_unread ON inbox_entry (agent_id, ticket_id, kind)
    WHERE read_at IS NULL AND kind <> 'mention'`,
  `CREATE INDEX inbox_entry_agent ON inbox_entry (agent_id, (read_at IS NULL) DESC, at DESC, id DESC)`,
  `CREATE TABLE macro (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    owner_id uuid REFERENCES agent (id),
    tiers integer[] NOT NULL,
    sectors text[] NOT NULL,
    texts jsonb NOT NULL,
    default_language text NOT NULL,
    does text NOT NULL CHECK (does IN ('nothing', 'reply', 'note', 'ask-customer', 'resolve')),
    code text,
    add_tags text[] NOT NULL,
    remove_tags text[] NOT NULL,
    active boolean NOT NULL DEFAULT true,
    changed_by uuid NOT NULL REFERENCES agent (id),
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT macro_code_check CHECK ((does = 'resolve') = (code IS NOT NULL))
  )`,
  `CREATE INDEX macro_owner ON macro (owner_id)`,
  `CREATE TABLE ticket_link (
    child_id uuid PRIMARY KEY REFERENCES ticket (id),
    parent_id uuid NOT NULL REFERENCES ticket (id),
    linked_by uuid NOT NULL REFERENCES agent (id),
    linked_at timestamptz NOT NULL,
    CONSTRAINT ticket_link_itself_check CHECK (child_id <> parent_id)
  )`,
  `CREATE INDEX ticket_link_parent ON ticket_link (parent_id, child_id)`,
  `CREATE TABLE bulk_answer (
    id uuid PRIMARY KEY,
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    agent_id uuid NOT NULL REFERENCES agent (id),
    body text NOT NULL,
    code text,
    created_at timestamptz NOT NULL
  )`,
  `CREATE INDEX bulk_answer_parent ON bulk_answer (ticket_id)`,
  `CREATE TABLE bulk_answer_child (
    bulk_answer_id uuid NOT NULL REFERENCES bulk_answer (id),
    ticket_id uuid NOT NULL REFERENCES ticket (id),
    outcome text NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'answered', 'skipped')),
    code text,
    reason text,
    failures integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    done_at timestamptz,
    PRIMARY KEY (bulk_answer_id, ticket_id)
  )`,
  `CREATE INDEX bulk_answer_child_due ON bulk_answer_child (due_at) WHERE outcome = 'waiting'`,
];
