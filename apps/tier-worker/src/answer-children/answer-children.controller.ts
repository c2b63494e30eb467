import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { actionBody } from '../desk/action.decorator.js';
import { AnswerChildrenHandler } from './answer-children.handler.js';
import { AnswerChildrenLoop } from './answer-children.loop.js';
import { BulkAnswersQuery, type BulkAnswer } from './bulk-answers.query.js';

const answerChildrenBody = actionBody({
  body: text({ max: 20_000 }).meta({
    description:
      'To each customer. It can name the variables of macros, such as `{{requester.name}}`: each gets his own.',
  }),
  resolve: z
    .object({ code: text({ max: 100 }) })
    .strict()
    .optional()
    .meta({ description: 'The answer is the solution: each ticket is resolved with it.' }),
});
type AnswerChildrenBody = z.output<typeof answerChildrenBody>;

const bulkAnswer = z.object({
  id: z.uuid(),
  ticket: z.object({ id: z.uuid(), number: z.string().meta({ example: 'T-1042' }) }),
  by: z.object({ id: z.uuid(), name: z.string() }),
  body: z.string(),
  resolves: z.string().nullable().meta({ description: 'The code of the solution; null: nothing is resolved.' }),
  at: z.date(),
  isOver: z.boolean(),
  total: z.int(),
  waiting: z.int(),
  answered: z.int(),
  skipped: z.int(),
  children: z
    .array(
      z.object({
        id: z.uuid(),
        number: z.string().meta({ example: 'T-1043' }),
        subject: z.string(),
        outcome: z.enum(['waiting', 'answered', 'skipped']),
        code: z.string().nullable().meta({ description: 'Why it was skipped.' }),
        reason: z.string().nullable(),
        doneAt: z.date().nullable(),
      }),
    )
    .meta({ description: 'Those of them that you may read.' }),
});

@ApiTags('ticket actions')
@Controller()
@Authenticated({ kinds: ['agent'] })
export class AnswerChildrenController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: AnswerChildrenHandler,
    private readonly answers: BulkAnswersQuery,
    private readonly loop: AnswerChildrenLoop,
  ) {}

  /**
   * For the assignee of the parent, and leads. Each open part gets the answer once, in the background; those that are over, in
   * somebody else's hands or not for you are skipped, with the reason. Look at `GET /desk/bulk/:id` for how far it is.
   */
  @Post('tickets/:id/answer-children')
  @ApiOperation({ summary: 'Answer all tickets of an incident' })
  @Answers(202, bulkAnswer, 'It is being done.')
  @Refuses(403, 'ticket.not-yours')
  @Refuses(404, 'ticket.not-found')
  @Refuses(409, 'ticket.stale-version', 'link.no-children')
  @Refuses(422, 'macro.unknown-variable')
  async answer(
    @Param('id') ticket: string,
    @Body({ schema: answerChildrenBody }) body: AnswerChildrenBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<BulkAnswer> {
    let id = '';
    await this.desk.act({ ticket, caller, body }, async (tx, locked) => {
      id = await this.handler.begin(tx, locked, caller, { body: body.body, code: body.resolve?.code ?? null });
      return locked;
    });
    this.loop.wake();
    return this.answers.get(caller, id);
  }

  /** How far an answer to many is, and what became of each. For whoever may read the parent. */
  @Get('desk/bulk/:id')
  @Answers(200, bulkAnswer)
  @Refuses(404, 'bulk-answer.not-found')
  get(@Param('id') id: string, @CurrentCaller() caller: AgentCaller): Promise<BulkAnswer> {
    return this.answers.get(caller, id);
  }
}
