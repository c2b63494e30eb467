import type { AgentCaller } from '#access';
import { Database, newId, run, signal, type Tx } from '#database';
import { DomainError, expectKnownVariables, isUuid, type FieldProblem } from '#domain';
import { Injectable } from '@nestjs/common';
import { expectAllKnown } from '../desk/expect-known.js';
import { expectLead } from '../desk/who-may.js';
import type { Macro, MacroChange, MacroFields } from './macro.schemas.js';

/** Shared macros belong to nobody; an agent's own are nobody else's business. */
@Injectable()
export class ManageMacrosHandler {
  constructor(private readonly database: Database) {}

  list(caller: AgentCaller, after: string | null, limit: number): Promise<Macro[]> {
    return this.database.read<Macro>(selectMacros, [caller.id, after, limit]);
  }

  create(caller: AgentCaller, macro: MacroFields): Promise<Macro> {
    return this.database.transaction((tx) => this.write(tx, insertMacro, caller, newId(), macro));
  }

  change(caller: AgentCaller, id: string, change: MacroChange): Promise<Macro> {
    return this.database.transaction(async (tx) => {
      const macro = await this.lock(tx, caller, id);
      if (macro.shared) expectLead(caller, 'change a shared macro');
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return this.write(tx, updateMacro, caller, macro.id, Object.assign({}, macro, given));
    });
  }

  remove(caller: AgentCaller, id: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      const macro = await this.lock(tx, caller, id);
      if (macro.shared) expectLead(caller, 'delete a shared macro');
      await run(tx, deleteMacro, [macro.id]);
      await this.tell(tx, caller, macro);
    });
  }

  private async lock(tx: Tx, caller: AgentCaller, id: string): Promise<Macro> {
    const [macro] = isUuid(id) ? await run<Macro>(tx, lockMacro, [id, caller.id]) : [];
    if (macro) return macro;
    throw new DomainError('not-found', 'macro.not-found', 'There is no such macro, or it is somebody else’s own.');
  }

  private async write(
    tx: Tx,
    statement: typeof insertMacro,
    caller: AgentCaller,
    id: string,
    macro: MacroFields,
  ): Promise<Macro> {
    if (macro.shared) expectLead(caller, 'write a shared macro');
    expectComplete(macro);
    expectKnownVariables(macro.texts.map(({ body }, index) => ({ pointer: `/texts/${index}/body`, body })));
    await expectAllKnown(tx, 'tier', macro.tiers, '/tiers');
    await expectAllKnown(tx, 'sector', macro.sectors, '/sectors');
    if (macro.toSector !== null) await expectAllKnown(tx, 'sector', [macro.toSector], '/toSector');
    const [written] = await run<Macro>(tx, statement, [
      id,
      macro.name,
      macro.shared ? null : caller.id,
      macro.tiers,
      macro.sectors,
      JSON.stringify(macro.texts),
      macro.defaultLanguage,
      macro.does,
      macro.code,
      macro.addTags,
      macro.removeTags,
      macro.active,
      caller.id,
      macro.toSector,
    ]);
    await this.tell(tx, caller, written!);
    return written!;
  }

  /** Everybody's screens, or only their owner's. */
  private tell(tx: Tx, caller: AgentCaller, { id, shared }: Macro): Promise<void> {
    return signal(tx, {
      kind: 'settings-changed',
      data: { what: 'macros', id },
      ...(!shared && { agentId: caller.id }),
    });
  }
}

/** What says something needs its words, once for each language, those of the default language among them. */
function expectComplete({ does, code, texts, defaultLanguage, toSector, addTags, removeTags }: MacroFields): void {
  const languages = texts.map(({ language }) => language.toLowerCase());
  const twice = languages.findIndex((language, index) => languages.indexOf(language) < index);
  if (twice >= 0) throw refused('macro.language-twice', `/texts/${twice}/language`, 'There is a text for it already.');
  const wrong =
    (does === 'resolve') === (code === null)
      ? does === 'resolve'
        ? problem('/code', 'macro.no-code', 'Name the code of the solution.')
        : problem('/code', 'macro.resolves-nothing', 'Only what resolves has a code.')
      : does !== 'nothing' && texts.length === 0
        ? problem('/texts', 'macro.no-text', 'Write at least one text.')
        : texts.length > 0 && !languages.includes(defaultLanguage.toLowerCase())
          ? problem(
              '/defaultLanguage',
              'macro.no-default-text',
              'Write a text in the default language, or choose another one.',
            )
          : toSector !== null && (does === 'resolve' || does === 'ask-customer')
            ? problem('/toSector', 'macro.stays-in-sector', 'What is solved, or waits for the customer, goes nowhere.')
            : does === 'nothing' && toSector === null && texts.length + addTags.length + removeTags.length === 0
              ? problem('/texts', 'macro.does-nothing', 'A macro without text, tags and sector is none.')
              : null;
  if (wrong) throw new DomainError('refused', 'macro.incomplete', wrong.detail, { errors: [wrong] });
}

const problem = (pointer: string, code: `macro.${string}`, detail: string): FieldProblem => ({ pointer, detail, code });
const refused = (code: string, pointer: string, detail: string): DomainError =>
  new DomainError('refused', code, detail, { errors: [{ pointer, detail }] });

export const macroColumns = `macro.id, macro.name, owner_id IS NULL AS shared, tiers, sectors, texts,
  default_language AS "defaultLanguage", does, code, to_sector AS "toSector", add_tags AS "addTags", remove_tags AS "removeTags", active,
  changed_at AS "changedAt"`;
/** Of this agent: `parameter` is his id. */
export const ownOrShared = (parameter: string): string => `(owner_id IS NULL OR owner_id = ${parameter}::uuid)`;

const selectMacros = {
  name: 'desk-macros',
  text: `SELECT ${macroColumns} FROM macro WHERE ${ownOrShared('$1')} AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
};
const lockMacro = {
  name: 'desk-lock-macro',
  text: `SELECT ${macroColumns} FROM macro WHERE id = $1 AND ${ownOrShared('$2')} FOR UPDATE`,
};
const insertMacro = {
  name: 'desk-insert-macro',
  text: `INSERT INTO macro (id, name, owner_id, tiers, sectors, texts, default_language, does, code, add_tags, remove_tags,
      active, changed_by, to_sector)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING ${macroColumns}`,
};
const updateMacro = {
  name: 'desk-update-macro',
  text: `UPDATE macro SET name = $2, owner_id = $3, tiers = $4, sectors = $5, texts = $6, default_language = $7, does = $8,
      code = $9, add_tags = $10, remove_tags = $11, active = $12, changed_by = $13, to_sector = $14, changed_at = now()
    WHERE id = $1 RETURNING ${macroColumns}`,
};
const deleteMacro = { name: 'desk-delete-macro', text: `DELETE FROM macro WHERE id = $1` };
