import { isOfPartner, type Caller } from '#access';
import { Database, likeLiteral, newId, type Statement, tellSettings } from '#database';
import { DomainError } from '#domain';
import { Injectable } from '@nestjs/common';
import type { RecordKind, RecordView } from './record-kind.js';

type Fields = Readonly<Record<string, unknown>>;

/** Reads and writes customers' data of any kind, within what the caller may see. */
@Injectable()
export class Records {
  constructor(private readonly database: Database) {}

  async create(kind: RecordKind, caller: Caller, fields: Fields): Promise<RecordView> {
    const given = this.owned(kind, caller, fields, true);
    const columns = ['id', ...Object.keys(given).map((property) => kind.columns[property])];
    const values = [newId(), ...Object.values(given)];
    const text = `INSERT INTO ${kind.table} (${columns.join(', ')})
      VALUES (${values.map((_, index) => `$${index + 1}`).join(', ')}) RETURNING ${selectOf(kind)}`;
    return (await this.written(kind, text, values))!;
  }

  /** Null when there is none that the caller may see. */
  async one(kind: RecordKind, caller: Caller, id: string): Promise<RecordView | null> {
    const { sql, values } = withinSight(kind, caller, 2);
    const text = `SELECT ${selectOf(kind)} FROM ${kind.table} WHERE id = $1 AND ${sql}`;
    return (await this.database.read<RecordView>(unnamed(text), [id, ...values]))[0] ?? null;
  }

  /** Newest first; `before` is the id of the last one of the page before. */
  page(kind: RecordKind, caller: Caller, { before, limit, where, q }: PageAsked): Promise<RecordView[]> {
    const given = Object.entries(where).filter(([, value]) => value !== undefined);
    const sight = withinSight(kind, caller, given.length + 4);
    const conditions = given.map(([property], index) => `${kind.columns[property]} = $${index + 4}`);
    const parts = (kind.searched ?? []).map((column) => `${column} ILIKE $3`);
    const found = `($3::text IS NULL${parts.map((part) => ` OR ${part}`).join('')})`;
    const passed = `${kind.table} WHERE ${['($1::uuid IS NULL OR id < $1::uuid)', found, ...conditions, sight.sql].join(' AND ')}`;
    // Shorter parts are in no index, and found soon among the newest.
    const byParts = kind.hasPartsIndexed === true && q !== null && Array.from(q).length >= PART;
    const rows = byParts ? `(SELECT * FROM ${passed} OFFSET 0) AS ${kind.table}` : passed;
    const text = `SELECT ${selectOf(kind)} FROM ${rows} ORDER BY id DESC LIMIT $2`;
    return this.database.read<RecordView>(unnamed(text), [
      before,
      limit,
      q === null ? null : `%${likeLiteral(q)}%`,
      ...given.map(([, value]) => value),
      ...sight.values,
    ]);
  }

  /** Null when there is none that the caller may see. */
  change(kind: RecordKind, caller: Caller, id: string, fields: Fields): Promise<RecordView | null> {
    const given = this.owned(kind, caller, fields, false);
    const values = Object.values(given);
    const sets = Object.keys(given).map((property, index) => `${kind.columns[property]} = $${index + 2}`);
    const sight = withinSight(kind, caller, values.length + 2);
    const text = `UPDATE ${kind.table} SET ${sets.join(', ')} WHERE id = $1 AND ${sight.sql} RETURNING ${selectOf(kind)}`;
    return this.written(kind, text, [id, ...values, ...sight.values]);
  }

  /** What a caller who is bound to an organisation writes is that organisation's, or is refused. */
  private owned(kind: RecordKind, caller: Caller, fields: Fields, isNew: boolean): Fields {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const bound = boundTo(caller);
    if (bound === null) return given;
    if (!kind.writtenByOwner) throw foreign(`A key that is bound to an organisation may only read ${kind.path}.`);
    const { organisationId = isNew ? bound : undefined } = given;
    if (organisationId !== undefined && organisationId !== bound)
      throw foreign('This key acts for another organisation.');
    return organisationId === undefined ? given : { ...given, organisationId };
  }

  private async written(kind: RecordKind, text: string, values: readonly unknown[]): Promise<RecordView | null> {
    try {
      return (await this.database.read<RecordView>(unnamed(tellSettings('customers', text)), values))[0] ?? null;
    } catch (error) {
      throw problemOf(kind, error) ?? error;
    }
  }
}

interface PageAsked {
  readonly before: string | null;
  readonly limit: number;
  readonly where: Fields;
  /** A part of what is searched; null: all. */
  readonly q: string | null;
}

/** An index of trigrams knows parts of so many letters. */
const PART = 3;

/** Not prepared: these statements are many and rare. */
const unnamed = (text: string): Statement => ({ name: '', text });

const selectOf = (kind: RecordKind): string =>
  [
    'id',
    ...Object.entries(kind.columns).map(([property, column]) => `${column} AS "${property}"`),
    ...Object.entries(kind.shown ?? {}).map(([property, expression]) => `${expression} AS "${property}"`),
    'created_at AS "createdAt"',
  ].join(', ');

const boundTo = (caller: Caller): string | null => (caller.kind === 'agent' ? null : caller.organisationId);

function withinSight(kind: RecordKind, caller: Caller, first: number): { sql: string; values: unknown[] } {
  const bound = boundTo(caller);
  // What a partner's people need to know of a customer is on his ticket.
  if (isOfPartner(caller) && kind.ownedThrough !== null) return { sql: 'FALSE', values: [] };
  if (bound === null || kind.ownedThrough === null) return { sql: 'TRUE', values: [] };
  return { sql: `${kind.ownedThrough} = $${first}::uuid`, values: [bound] };
}

function problemOf(kind: RecordKind, error: unknown): DomainError | null {
  const { constraint } = (error ?? {}) as { readonly constraint?: string };
  const problem = constraint === undefined ? undefined : kind.constraints[constraint];
  if (!problem) return null;
  const { detail } = problem;
  return new DomainError(problem.kind, problem.code, detail, { errors: [{ pointer: `/${problem.field}`, detail }] });
}

const foreign = (detail: string): DomainError => new DomainError('forbidden', 'caller.foreign-organisation', detail);
