import { steers, type AgentCaller } from '#access';
import { Database, newId, run, signal, type Tx } from '#database';
import { DomainError, isUuid, problemsOf, type RunbookStep } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectAllKnown } from '../desk/expect-known.js';
import type { NewRunbookBody, RunbookChangeBody, RunbookContent, RunbookView } from './runbook.schemas.js';
import { noRunbook, Runbooks } from './runbooks.query.js';

/** What upper tiers write for lower ones. A version that was published never changes: the next change begins a draft of the next. */
@Injectable()
export class ManageRunbooksHandler {
  constructor(
    private readonly database: Database,
    private readonly runbooks: Runbooks,
  ) {}

  create({ publish, ...content }: NewRunbookBody, agent: AgentCaller): Promise<RunbookView> {
    expectWriter(agent);
    return this.inTransaction(async (tx) => {
      const id = newId();
      await run(tx, insertRunbook, [id, agent.id]);
      await this.write(tx, id, 1, content, agent);
      if (publish) await this.publishDraft(tx, id, agent);
      return id;
    });
  }

  /** Changes the draft, or begins one from the version that holds. */
  change(id: string, { publish = false, ...change }: RunbookChangeBody, agent: AgentCaller): Promise<RunbookView> {
    expectWriter(agent);
    return this.inTransaction(async (tx) => {
      await lock(tx, id);
      const [latest] = await run<Latest>(tx, selectLatest, [id]);
      if (!latest) throw noRunbook();
      const { version, isDraft, content } = latest;
      await this.write(tx, id, isDraft ? version : version + 1, { ...content, ...change }, agent);
      if (publish) await this.publishDraft(tx, id, agent);
      return id;
    });
  }

  publish(id: string, agent: AgentCaller): Promise<RunbookView> {
    expectWriter(agent);
    return this.inTransaction(async (tx) => {
      await lock(tx, id);
      await this.publishDraft(tx, id, agent);
      return id;
    });
  }

  /** Archived, it is suggested to nobody and stands in nobody's way; runs of it go on. */
  archive(id: string, isArchived: boolean, agent: AgentCaller): Promise<RunbookView> {
    expectWriter(agent);
    return this.inTransaction(async (tx) => {
      await lock(tx, id, { alsoArchived: true });
      await run(tx, archiveRunbook, [id, isArchived]);
      return id;
    });
  }

  private inTransaction(work: (tx: Tx) => Promise<string>): Promise<RunbookView> {
    return this.database.transaction(async (tx) => {
      const id = await work(tx);
      await signal(tx, { kind: 'settings-changed', data: { what: 'runbooks', id } });
      return this.runbooks.get(id, tx);
    });
  }

  private async write(tx: Tx, id: string, version: number, content: RunbookContent, agent: AgentCaller): Promise<void> {
    const { title, summary, language, tiers, sectors, products, words, requiredBeforeEscalation, steps } = content;
    await expectAllKnown(tx, 'tier', tiers, '/tiers');
    await expectAllKnown(tx, 'sector', sectors, '/sectors');
    const productIds = await idsOfProducts(tx, products);
    await run(tx, writeVersion, [
      id,
      version,
      title,
      summary,
      language,
      tiers,
      sectors,
      productIds,
      words,
      requiredBeforeEscalation,
      JSON.stringify(steps),
      agent.id,
    ]);
  }

  private async publishDraft(tx: Tx, id: string, agent: AgentCaller): Promise<void> {
    const [draft] = await run<{ version: number; steps: readonly RunbookStep[] }>(tx, selectDraft, [id]);
    if (!draft) throw new DomainError('conflict', 'runbook.no-draft', 'There is no draft: change the runbook first.');
    const errors = problemsOf(draft.steps);
    if (errors.length > 0) {
      const detail = `These steps cannot be worked through: ${errors[0]!.detail}`;
      throw new DomainError('refused', 'runbook.steps-invalid', detail, { errors });
    }
    await run(tx, publishVersion, [id, draft.version, agent.id]);
    await run(tx, publishRunbook, [id, draft.version]);
  }
}

interface Latest {
  readonly version: number;
  readonly isDraft: boolean;
  readonly content: RunbookContent;
}

const FIRST_TIER = 1;

/** Our own agents above the first tier, and leads. Others: 403 `runbook.not-yours`. */
function expectWriter(agent: AgentCaller): void {
  if (steers(agent) || agent.desks.some(({ tier, partner }) => tier > FIRST_TIER && !partner)) return;
  const detail = 'Runbooks are written by agents above the first tier, and by leads.';
  throw new DomainError('forbidden', 'runbook.not-yours', detail);
}

async function lock(tx: Tx, id: string, { alsoArchived = false } = {}): Promise<void> {
  const [found] = isUuid(id) ? await run<{ isArchived: boolean }>(tx, lockRunbook, [id]) : [];
  if (!found) throw noRunbook();
  if (!found.isArchived || alsoArchived) return;
  throw new DomainError('conflict', 'runbook.archived', 'This runbook is archived: restore it first.');
}

/** Codes, or names, of products -> their ids, in the same order. */
async function idsOfProducts(tx: Tx, products: readonly string[]): Promise<string[]> {
  if (products.length === 0) return [];
  const found = await run<{ place: number; id: string | null }>(tx, selectProducts, [products]);
  const errors = found.flatMap(({ id, place }) =>
    id === null ? [{ pointer: `/products/${place - 1}`, detail: `There is no product "${products[place - 1]}".` }] : [],
  );
  if (errors.length > 0) throw new DomainError('refused', 'product.unknown', errors[0]!.detail, { errors });
  return found.map(({ id }) => id!);
}

const insertRunbook = {
  name: 'runbooks-insert',
  text: `INSERT INTO runbook (id, created_by, created_at) VALUES ($1, $2, now())`,
};
const lockRunbook = {
  name: 'runbooks-lock',
  text: `SELECT archived_at IS NOT NULL AS "isArchived" FROM runbook WHERE id = $1 FOR NO KEY UPDATE`,
};
const writeVersion = {
  name: 'runbooks-write-version',
  text: `INSERT INTO runbook_version (runbook_id, version, title, summary, language, tiers, sectors, product_ids, words,
      required_before_escalation, steps, changed_by, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now())
    ON CONFLICT (runbook_id, version) DO UPDATE SET title = excluded.title, summary = excluded.summary,
      language = excluded.language, tiers = excluded.tiers, sectors = excluded.sectors, product_ids = excluded.product_ids,
      words = excluded.words, required_before_escalation = excluded.required_before_escalation, steps = excluded.steps,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
};
const selectLatest = {
  name: 'runbooks-latest',
  text: `SELECT version, published_at IS NULL AS "isDraft", json_build_object('title', title, 'summary', summary,
      'language', language, 'tiers', tiers, 'sectors', sectors, 'products', ARRAY(SELECT product.code
        FROM unnest(product_ids) WITH ORDINALITY AS named (id, place) JOIN product ON product.id = named.id ORDER BY place),
      'words', words, 'requiredBeforeEscalation', required_before_escalation, 'steps', steps) AS content
    FROM runbook_version WHERE runbook_id = $1 ORDER BY version DESC LIMIT 1`,
};
const selectDraft = {
  name: 'runbooks-draft',
  text: `SELECT version, steps FROM runbook_version WHERE runbook_id = $1 AND published_at IS NULL`,
};
const publishVersion = {
  name: 'runbooks-publish-version',
  text: `UPDATE runbook_version SET published_by = $3, published_at = now() WHERE runbook_id = $1 AND version = $2`,
};
const publishRunbook = { name: 'runbooks-publish', text: `UPDATE runbook SET published = $2 WHERE id = $1` };
const archiveRunbook = {
  name: 'runbooks-archive',
  text: `UPDATE runbook SET archived_at = CASE WHEN $2::boolean THEN coalesce(archived_at, now()) END WHERE id = $1`,
};
const selectProducts = {
  name: 'runbooks-products',
  text: `SELECT place::int, (SELECT id FROM product WHERE lower(code) = lower(given) OR lower(name) = lower(given)
      ORDER BY code = given DESC, lower(code) = lower(given) DESC, code LIMIT 1) AS id
    FROM unnest($1::text[]) WITH ORDINALITY AS named (given, place) ORDER BY place`,
};
