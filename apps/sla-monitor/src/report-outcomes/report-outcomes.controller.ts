import { Authenticated } from '#access';
import { Database } from '#database';
import { Answers, decodeCursor, encodeCursor, Refuses } from '#http';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { AttainmentReader } from './attainment.reader.js';
import { OutcomeReader } from './outcome.reader.js';
import { csvHead, csvOf } from './outcomes-csv.js';
import {
  allOutcomesQuery,
  attainmentQuery,
  outcomesQuery,
  type AllOutcomesQuery,
  type AttainmentQuery,
  type OutcomesQuery,
} from './outcomes.query.js';
import { attainmentView, outcomePage, type AttainmentView, type OutcomeView } from './outcomes.views.js';
import { periodOf } from './period.js';

const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

/** Whether what was promised was kept. A promise is in the period in which it ended; while it has not, in the one in which it is due. */
@ApiTags('sla')
@Controller('sla')
export class ReportOutcomesController {
  constructor(
    private readonly database: Database,
    private readonly outcomes: OutcomeReader,
    private readonly attainment: AttainmentReader,
  ) {}

  /**
   * What became of each promise of a period, the latest first. One that is paused, and so is due at no known time, is in none
   * unless it is late; `GET /tickets/{id}/clocks` has it.
   */
  @Get('outcomes')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, outcomePage)
  @Refuses(400, 'request.invalid', 'request.invalid-cursor')
  async list(
    @Query({ schema: outcomesQuery }) query: OutcomesQuery,
  ): Promise<{ items: OutcomeView[]; nextCursor: string | null }> {
    const { cursor, limit } = query;
    const mark = cursor === undefined ? null : decodeCursor(cursor, cursorKey);
    const after = mark && { at: new Date(mark[0]), id: mark[1] };
    const now = await this.now();
    const { items, last } = await this.outcomes.list(query, periodOf(query, now), { now, after, limit });
    return { items, nextCursor: last && encodeCursor([last.at, last.id]) };
  }

  /**
   * The same as a CSV file: all of them, with a line of names first. Text that a spreadsheet would take for a formula begins
   * with an apostrophe.
   */
  @Get('outcomes.csv')
  @Authenticated({ roles: ['lead', 'admin'] })
  @ApiOkResponse({ description: 'UTF-8', content: { 'text/csv': { schema: { type: 'string' } } } })
  @Refuses(400, 'request.invalid')
  async download(@Query({ schema: allOutcomesQuery }) query: AllOutcomesQuery): Promise<StreamableFile> {
    const now = await this.now();
    const pages = this.outcomes.pages(query, periodOf(query, now), now);
    // What is wrong is found before the answer has begun.
    const first = await pages.next();
    async function* lines(): AsyncGenerator<string> {
      yield csvHead;
      if (!first.done) yield csvOf(first.value);
      for await (const page of pages) yield csvOf(page);
    }
    return new StreamableFile(Readable.from(lines(), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="outcomes.csv"',
    });
  }

  /**
   * How many promises of a period were kept, by group. `tier` and `team` are about promises of tiers, `vendor` about those of
   * vendors. Days, weeks (from Monday) and months are all there, with or without promises.
   */
  @Get('attainment')
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, attainmentView)
  @Refuses(400, 'request.invalid')
  async attained(@Query({ schema: attainmentQuery }) query: AttainmentQuery): Promise<AttainmentView> {
    const now = await this.now();
    return this.attainment.report(query, periodOf(query, now), now);
  }

  private async now(): Promise<Date> {
    return (await this.database.read<{ now: Date }>(readNow))[0]!.now;
  }
}

const readNow = { name: 'report-now', text: 'SELECT clock_timestamp() AS now' };
