import { Authenticated } from '#access';
import { Database } from '#database';
import { levels, priorities, type Level, type Priority, type PriorityMatrix } from '#domain';
import { Answers } from '#http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

const row = z.strictObject({ low: z.enum(priorities), medium: z.enum(priorities), high: z.enum(priorities) });

/** impact -> urgency -> priority, all nine cells. */
export const priorityMatrix = z.strictObject({ low: row, medium: row, high: row });

@ApiTags('triage')
@Controller('triage/matrix')
export class EditMatrixController {
  constructor(private readonly database: Database) {}

  /** The priority for each impact and urgency, as `{[impact]: {[urgency]: priority}}`. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, priorityMatrix)
  async read(): Promise<PriorityMatrix> {
    const cells = await this.database.read<{ impact: Level; urgency: Level; priority: Priority }>(readCells);
    const priorityAt = (impact: Level, urgency: Level) =>
      cells.find((cell) => cell.impact === impact && cell.urgency === urgency)?.priority;
    return priorityMatrix.parse(
      Object.fromEntries(
        levels.map((impact) => [
          impact,
          Object.fromEntries(levels.map((urgency) => [urgency, priorityAt(impact, urgency)])),
        ]),
      ),
    );
  }

  /** Replaces the whole matrix. It holds for tickets that are triaged from now on; those that have a priority keep it. */
  @Put()
  @Authenticated({ roles: ['admin'] })
  @Answers(200, priorityMatrix)
  async write(@Body({ schema: priorityMatrix }) matrix: PriorityMatrix): Promise<PriorityMatrix> {
    const cells = levels.flatMap((impact) =>
      levels.map((urgency) => ({ impact, urgency, priority: matrix[impact][urgency] })),
    );
    await this.database.read(writeCells, [
      cells.map((cell) => cell.impact),
      cells.map((cell) => cell.urgency),
      cells.map((cell) => cell.priority),
    ]);
    return matrix;
  }
}

const readCells = { name: 'triage-matrix', text: 'SELECT impact, urgency, priority FROM priority_matrix' };
const writeCells = {
  name: 'triage-matrix-write',
  text: `INSERT INTO priority_matrix (impact, urgency, priority)
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
    ON CONFLICT (impact, urgency) DO UPDATE SET priority = excluded.priority`,
};
