import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { DomainError, isUuid } from '#domain';
import { Answers, decodeCursor, encodeCursor, Refuses } from '#http';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CaseReader } from './case.reader.js';
import { caseDetail, casePage, caseQuery, type CaseQuery } from './read-cases.schemas.js';

/** For agents only: what passes between us and a vendor is never the customer's to read. */
@ApiTags('vendor-cases')
@Controller('vendor-cases')
@Authenticated({ kinds: ['agent'] })
export class ReadCasesController {
  constructor(@Inject(CaseReader) private readonly cases: CaseReader) {}

  /** The cases of tickets the caller may read, newest first. */
  @Get()
  @Answers(200, casePage)
  async list(@Query({ schema: caseQuery }) query: CaseQuery, @CurrentCaller() caller: AgentCaller) {
    const { cursor, limit, ticket = null, state = null } = query;
    const before = cursor === undefined ? null : decodeCursor(cursor, z.int().min(1));
    const found = await this.cases.list(caller, { ticket, state, before, limit: limit + 1 });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? encodeCursor(items.at(-1)?.number) : null };
  }

  /** One case: the conversation with the vendor, how ours was delivered, what came back, what the vendor owes us by when. */
  @Get(':id')
  @Answers(200, caseDetail)
  @Refuses(404, 'vendor-case.not-found')
  async read(@Param('id') id: string, @CurrentCaller() caller: AgentCaller) {
    const found = isUuid(id) ? await this.cases.find(caller, id) : null;
    if (!found) throw new DomainError('not-found', 'vendor-case.not-found', 'There is no vendor case with this id.');
    return found;
  }
}
