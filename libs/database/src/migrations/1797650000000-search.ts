import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Search over words of a ticket and of all its posts, kept beside the ticket by a loop of its own instead of by whoever
 * writes; the orders in which desks look at tickets; and views that people save.
 */
export class Search1797650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup, or write the next migration.'));
  }
}

const isOpen = `state IN ('received', 'queued', 'in_progress', 'awaiting_customer', 'awaiting_vendor', 'awaiting_intervention')`;

const statements = [
  // English stems for words in Latin letters, Russian ones for Cyrillic, the rest as it is: the language need not be known.
  `CREATE TEXT SEARCH CONFIGURATION ticket_words (COPY = pg_catalog.russian)`,
  `ALTER TABLE ticket DROP COLUMN search`,
  `ALTER TABLE post DROP COLUMN search`,
  `CREATE TABLE ticket_search (
    number bigint PRIMARY KEY,
    words tsvector NOT NULL
  )`,
  `CREATE INDEX ticket_search_words ON ticket_search USING gin (words) WITH (gin_pending_list_limit = 256)`,
  `CREATE TABLE search_word (word text PRIMARY KEY)`,
  `CREATE INDEX search_word_parts ON search_word USING gin (word gin_trgm_ops) WITH (gin_pending_list_limit = 256)`,
  `CREATE TABLE post_to_index (
    post_id uuid PRIMARY KEY,
    number bigint NOT NULL
  )`,
  `INSERT INTO post_to_index (post_id, number)
    SELECT DISTINCT ON (ticket.number) post.id, ticket.number FROM post JOIN ticket ON ticket.id = post.ticket_id
    ORDER BY ticket.number, post.id`,

  `CREATE INDEX ticket_open ON ticket (number DESC) WHERE ${isOpen}`,
  `CREATE INDEX ticket_updated ON ticket (updated_at DESC, number DESC)`,
  `CREATE INDEX ticket_open_priority ON ticket (coalesce(priority, 'P9'), number) WHERE ${isOpen}`,
  `CREATE INDEX ticket_queue ON ticket (queued_at, number) WHERE state = 'queued'`,
  `CREATE INDEX ticket_created ON ticket (created_at)`,
  `CREATE INDEX ticket_solved ON ticket (resolved_at) WHERE resolved_at IS NOT NULL`,
  `CREATE INDEX ticket_product ON ticket (product_id, number DESC) WHERE product_id IS NOT NULL`,
  `CREATE INDEX ticket_tags ON ticket USING gin (tags) WHERE tags <> '{}'`,
  `CREATE INDEX clock_due ON clock (due_at) WHERE state = 'running'`,
  `CREATE INDEX clock_broken ON clock (ticket_id) WHERE breached_at IS NOT NULL AND ended_at IS NULL`,

  `CREATE TABLE saved_view (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
    name text NOT NULL,
    filters jsonb NOT NULL,
    sort text NOT NULL,
    columns text[] NOT NULL,
    position integer NOT NULL,
    for_everybody boolean NOT NULL DEFAULT false,
    for_teams uuid[] NOT NULL DEFAULT '{}',
    for_tiers integer[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  )`,
  `CREATE INDEX saved_view_owner ON saved_view (owner_id)`,
];
