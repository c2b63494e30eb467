import { CurrentCaller, type AgentCaller } from '#access';
import { workKinds } from '#domain';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { WorkLogQuery } from '../show-hand-overs/work-log.query.js';
import { workLog, type WorkLog } from '../show-hand-overs/work-log.schemas.js';
import { CorrectWorkHandler } from './correct-work.handler.js';

const correctBody = actionBody({
  seconds: z.int().min(0).max(86_400).optional().meta({ description: 'What it should have been; 0 takes it back.' }),
  kind: z.enum(workKinds).optional(),
  withCustomer: z.boolean().optional(),
  reason: text({ max: 2_000 }),
});

@Controller('tickets')
export class CorrectWorkController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: CorrectWorkHandler,
    private readonly work: WorkLogQuery,
  ) {}

  /**
   * For whoever did the work, and leads. What is left out stays. The entry is kept; correcting entries, which may be negative,
   * are added to it.
   */
  @Action('work-log/:entryId/correct', {
    answer: workLog,
    summary: 'Correct an entry of the work log',
    forbidden: ['work-log.not-yours'],
    refused: ['work-log.is-a-correction', 'work-log.nothing-to-correct'],
  })
  async correct(
    @Param('id') ticket: string,
    @Param('entryId') entryId: string,
    @Body({ schema: correctBody }) body: z.output<typeof correctBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<WorkLog> {
    await this.desk.act({ ticket, caller, body }, (tx, locked) =>
      this.handler.handle(tx, locked, caller, entryId, body),
    );
    return this.work.ofTicket(caller, ticket);
  }
}
