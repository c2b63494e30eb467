import { Authenticated, CurrentCaller, type Caller } from '#access';
import { DomainError, isUuid } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, Refuses, type PageQuery } from '#http';
import { Body, Controller, Get, Param, Patch, Post, Query, type Type } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { RecordKind, RecordView } from './record-kind.js';
import { Records } from './records.js';

const cursorKey = z.uuid();

/**
 * The endpoints of one kind of customers' data: make, list, read, change. Keys need `customers:read` or
 * `customers:write`; agents read, leads and admins write. A key bound to an organisation sees only what is its own.
 */
export function recordsController(kind: RecordKind): Type {
  const { noun, path, view } = kind;
  const aNoun = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  const refusals = Object.values(kind.constraints);
  const codes = (of: 'conflict' | 'refused') => [
    ...new Set(refusals.filter((each) => each.kind === of).map(({ code }) => code)),
  ];

  @ApiTags(path)
  @Controller(path)
  class RecordsController {
    constructor(private readonly records: Records) {}

    @Post()
    @Authenticated({ scope: 'customers:write', kinds: ['agent', 'api-key'] })
    @ApiOperation({ operationId: `create-${noun}`, summary: `Makes ${aNoun}` })
    @Answers(201, view, `The ${noun}`)
    @Refuses(403, 'caller.forbidden', 'caller.foreign-organisation')
    @Refuses(409, ...codes('conflict'))
    @Refuses(422, ...codes('refused'))
    create(@CurrentCaller() caller: Caller, @Body({ schema: kind.create }) fields: Fields): Promise<RecordView> {
      return this.records.create(kind, caller, fields);
    }

    @Get()
    @Authenticated({ scope: 'customers:read', kinds: ['agent', 'api-key'] })
    @ApiOperation({ operationId: `list-${path}`, summary: `Lists ${path}, newest first` })
    @Answers(200, pageOf(view), `A page of ${path}`)
    async list(@CurrentCaller() caller: Caller, @Query({ schema: kind.query }) query: Fields): Promise<unknown> {
      const { cursor, limit, q = null, ...given } = query as Fields & PageQuery & { readonly q?: string };
      const before = cursor === undefined ? null : decodeCursor(cursor, cursorKey);
      const where = Object.fromEntries(Object.entries(given).map(([name, value]) => [kind.filters[name], value]));
      const found = await this.records.page(kind, caller, { before, limit: limit + 1, where, q });
      const items = found.slice(0, limit);
      return { items, nextCursor: found.length > items.length ? encodeCursor(items.at(-1)?.id) : null };
    }

    @Get(':id')
    @Authenticated({ scope: 'customers:read', kinds: ['agent', 'api-key'] })
    @ApiOperation({ operationId: `read-${noun}`, summary: `One ${noun}` })
    @Answers(200, view, `The ${noun}`)
    @Refuses(404, `${noun}.not-found`)
    async read(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<RecordView> {
      return foundOr404(kind, isUuid(id) ? await this.records.one(kind, caller, id) : null);
    }

    @Patch(':id')
    @Authenticated({ scope: 'customers:write', kinds: ['agent', 'api-key'] })
    @ApiOperation({
      operationId: `change-${noun}`,
      summary: `Changes what is named of ${aNoun}; null empties a field`,
    })
    @Answers(200, view, `The ${noun} as it is now`)
    @Refuses(403, 'caller.forbidden', 'caller.foreign-organisation')
    @Refuses(404, `${noun}.not-found`)
    @Refuses(409, ...codes('conflict'))
    @Refuses(422, ...codes('refused'))
    async change(
      @CurrentCaller() caller: Caller,
      @Param('id') id: string,
      @Body({ schema: kind.change }) fields: Fields,
    ): Promise<RecordView> {
      return foundOr404(kind, isUuid(id) ? await this.records.change(kind, caller, id, fields) : null);
    }
  }
  return RecordsController;
}

type Fields = Readonly<Record<string, unknown>>;

function foundOr404({ noun }: RecordKind, record: RecordView | null): RecordView {
  if (!record)
    throw new DomainError('not-found', `${noun}.not-found`, `There is no such ${noun} among those you may see.`);
  return record;
}
