import { Authenticated } from '#access';
import { Database, type Statement } from '#database';
import { DomainError, type Language } from '#domain';
import {
  answerIn,
  Answers,
  decodeCursor,
  encodeCursor,
  languageField,
  languageQuery,
  pageOf,
  pageQuery,
  Refuses,
  type LanguageQuery,
} from '#http';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { retellChanges } from '../edit-policies/retell-changes.js';

const changeView = z.object({
  id: z.int(),
  at: z.date().meta({ description: 'From then on it counts, also for clocks that are brought along later.' }),
  by: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  what: z.string().meta({
    description: 'In English as it was told then, in other languages from what is kept of it.',
    example: 'Changed resolution for P1: 4 h → 2 h.',
  }),
  tickets: z.int().nullable().meta({ description: 'Open tickets to look at; null: not begun.' }),
  done: z.int().meta({ description: 'Of these, those that have been looked at.' }),
  moved: z.int().meta({
    description:
      'Clocks that it has moved to another due time; those whose ticket had news meanwhile went along with that.',
  }),
  finishedAt: z.date().nullable(),
});
type ChangeView = z.output<typeof changeView>;

const changesQuery = pageQuery.extend({ language: languageField });
const highestId = 2 ** 31 - 1;

/** What was changed about promises, by whom, and how far the clocks that run have been brought along. */
@ApiTags('sla')
@Controller('sla/changes')
export class ReadChangesController {
  constructor(private readonly database: Database) {}

  /** All changes of policies and of the hours they go by, the newest first. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, pageOf(changeView))
  async list(
    @Query({ schema: changesQuery }) { limit, cursor, language }: z.output<typeof changesQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ items: ChangeView[]; nextCursor: string | null }> {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.int().min(0).max(highestId));
    const items = await this.database.read<ChangeView>(list, [before, limit]);
    const told = await this.toldIn(answerIn(reply, language), items);
    return { items: told, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** One change, and how far it is. */
  @Get(':id')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, changeView)
  @Refuses(404, 'change.not-found')
  async read(
    @Param('id') id: string,
    @Query({ schema: languageQuery }) { language }: LanguageQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangeView> {
    const isId = /^\d{1,10}$/.test(id) && Number(id) <= highestId;
    const [change] = isId ? await this.database.read<ChangeView>(read, [Number(id)]) : [];
    if (change) return (await this.toldIn(answerIn(reply, language), [change]))[0]!;
    throw new DomainError('not-found', 'change.not-found', `There is no change ${id}: GET /sla/changes has them.`);
  }

  /** The record is in English. What there was from the beginning, nobody changed. */
  private async toldIn(language: Language, changes: readonly ChangeView[]): Promise<ChangeView[]> {
    const ids = language === 'en' ? [] : changes.filter(({ by }) => by.kind !== 'system').map(({ id }) => id);
    const told = await retellChanges(this.database, ids, language);
    return changes.map((change) => ({ ...change, what: told.get(change.id) ?? change.what }));
  }
}

const select = `SELECT id, at, json_build_object('kind', actor_kind, 'id', actor_id, 'name', actor_name) AS by, what, tickets,
  done, moved, finished_at AS "finishedAt" FROM sla_change`;
const list: Statement = {
  name: 'change-list',
  text: `${select} WHERE $1::integer IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
};
const read: Statement = { name: 'change-read', text: `${select} WHERE id = $1` };
