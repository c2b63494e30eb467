import { Database, readRows, type Reader, type Statement } from '#database';
import { DomainError, isUuid, problemsOf } from '#domain';
import { decodeCursor, encodeCursor } from '#http';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { RunbooksQuery, RunbookSummary, RunbookView, VersionView } from './runbook.schemas.js';

const pageKey = z.tuple([z.string(), z.uuid()]);

/** Runbooks as their writers see them. */
@Injectable()
export class Runbooks {
  constructor(private readonly database: Database) {}

  /** By title. A runbook without a published version is listed as its draft says. */
  async list({ tier, sector, archived, q, cursor, limit }: RunbooksQuery) {
    const [title, id] = cursor === undefined ? [null, null] : decodeCursor(cursor, pageKey);
    const values = [archived === 'true', tier ?? null, sector ?? null, q?.toLowerCase() ?? null, title, id, limit];
    const rows = await this.database.read<RunbookSummary & { key: string }>(selectRunbooks, values);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      items: rows.map(({ key: _key, ...summary }): RunbookSummary => summary),
      nextCursor: last ? encodeCursor([last.key, last.id]) : null,
    };
  }

  /** With its versions and what came of them. 404 `runbook.not-found`. */
  async get(id: string, reader: Reader = this.database): Promise<RunbookView> {
    const [head] = isUuid(id) ? await readRows<Head>(reader, selectRunbook, [id]) : [];
    if (!head) throw noRunbook();
    const [current, versions] = [
      await readRows<VersionRow>(reader, selectCurrent, [id]),
      await readRows<RunbookView['versions'][number]>(reader, selectOutcomes, [id]),
    ];
    const { publishedVersion, ...rest } = head;
    const published = current.find(({ version }) => version === publishedVersion);
    const draft = current.find(({ publishedAt }) => publishedAt === null);
    return { ...rest, published: published ? viewOf(published) : null, draft: draft ? viewOf(draft) : null, versions };
  }

  /** One version as it was. 404 `runbook.not-found`. */
  async version(id: string, version: string): Promise<VersionView> {
    const number = /^[1-9]\d{0,8}$/.test(version) ? Number(version) : null;
    const known = isUuid(id) && number !== null;
    const [row] = known ? await this.database.read<VersionRow>(selectVersion, [id, number]) : [];
    if (!row) throw noRunbook();
    return viewOf(row);
  }
}

export const noRunbook = (): DomainError =>
  new DomainError('not-found', 'runbook.not-found', 'There is no such runbook, or no such version of it.');

interface Head extends Pick<RunbookView, 'id' | 'createdBy' | 'createdAt' | 'archivedAt'> {
  readonly publishedVersion: number | null;
}
type VersionRow = Omit<VersionView, 'problems'>;

const viewOf = (row: VersionRow): VersionView => ({
  ...row,
  problems: row.publishedAt === null ? problemsOf(row.steps) : [],
});

const scope = `version.title, version.summary, version.language, version.tiers, version.sectors,
  ARRAY(SELECT product.code FROM unnest(version.product_ids) WITH ORDINALITY AS named (id, place)
    JOIN product ON product.id = named.id ORDER BY place) AS products,
  version.words, version.required_before_escalation AS "requiredBeforeEscalation"`;

const selectRunbooks: Statement = {
  name: 'runbooks-list',
  text: `SELECT runbook.id, ${scope}, runbook.published,
      (SELECT draft.version FROM runbook_version draft WHERE draft.runbook_id = runbook.id AND draft.published_at IS NULL) AS draft,
      jsonb_array_length(version.steps) AS "stepCount", version.changed_at AS "changedAt", runbook.archived_at AS "archivedAt",
      lower(version.title) AS key
    FROM runbook CROSS JOIN LATERAL (SELECT * FROM runbook_version of_it WHERE of_it.runbook_id = runbook.id
      AND (runbook.published IS NULL OR of_it.version = runbook.published)) AS version
    WHERE (runbook.archived_at IS NOT NULL) = $1
      AND ($2::int IS NULL OR $2 = ANY (version.tiers))
      AND ($3::text IS NULL OR version.sectors = '{}' OR $3 = ANY (version.sectors))
      AND ($4::text IS NULL OR strpos(lower(version.title), $4) > 0)
      AND ($5::text IS NULL OR (lower(version.title), runbook.id) > ($5, $6::uuid))
    ORDER BY lower(version.title), runbook.id LIMIT $7`,
};

const selectRunbook: Statement = {
  name: 'runbooks-one',
  text: `SELECT runbook.id, published AS "publishedVersion", archived_at AS "archivedAt", runbook.created_at AS "createdAt",
      json_build_object('id', agent.id, 'name', agent.name) AS "createdBy"
    FROM runbook JOIN agent ON agent.id = created_by WHERE runbook.id = $1`,
};

const versions = `SELECT version.version, ${scope}, version.steps,
    json_build_object('id', changed.id, 'name', changed.name) AS "changedBy", version.changed_at AS "changedAt",
    CASE WHEN published.id IS NOT NULL THEN json_build_object('id', published.id, 'name', published.name) END AS "publishedBy",
    version.published_at AS "publishedAt"
  FROM runbook_version version JOIN agent changed ON changed.id = version.changed_by
    LEFT JOIN agent published ON published.id = version.published_by`;

const selectCurrent: Statement = {
  name: 'runbooks-current',
  text: `${versions} JOIN runbook ON runbook.id = version.runbook_id
    WHERE runbook.id = $1 AND (version.published_at IS NULL OR version.version = runbook.published)`,
};
const selectVersion: Statement = {
  name: 'runbooks-version',
  text: `${versions} WHERE version.runbook_id = $1 AND version.version = $2`,
};

/* Solved without escalation: nobody, and no promise, sent the ticket up after the run began, and it is solved now. */
const selectOutcomes: Statement = {
  name: 'runbooks-outcomes',
  text: `SELECT version.version, version.published_at AS "publishedAt",
      CASE WHEN agent.id IS NOT NULL THEN json_build_object('id', agent.id, 'name', agent.name) END AS "publishedBy",
      count(run.id)::int AS runs, count(*) FILTER (WHERE run.state = 'running')::int AS running,
      count(*) FILTER (WHERE run.state = 'finished')::int AS finished,
      count(*) FILTER (WHERE run.state = 'abandoned')::int AS abandoned,
      count(*) FILTER (WHERE run.state = 'finished' AND ticket.state IN ('resolved', 'closed') AND NOT EXISTS (
        SELECT FROM ticket_transition up WHERE up.ticket_id = run.ticket_id AND up.at >= run.started_at
          AND up.action IN ('escalate', 'auto-escalate')))::int AS "solvedWithoutEscalation",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY timed.seconds) FILTER (WHERE run.state = 'finished') AS "medianSeconds"
    FROM runbook_version version LEFT JOIN agent ON agent.id = version.published_by
      LEFT JOIN runbook_run run ON run.runbook_id = version.runbook_id AND run.version = version.version
      LEFT JOIN ticket ON ticket.id = run.ticket_id
      LEFT JOIN LATERAL (SELECT sum(seconds)::float8 AS seconds FROM runbook_step WHERE run_id = run.id) AS timed ON true
    WHERE version.runbook_id = $1 GROUP BY version.version, version.published_at, agent.id ORDER BY version.version DESC`,
};
