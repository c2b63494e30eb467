import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import type { LockedTicket, Tx } from '#database';
import { workKinds } from '#domain';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { RunStopwatchHandler } from './run-stopwatch.handler.js';
import { stopwatchView, type StopwatchView } from './stopwatch.schemas.js';

const startBody = z.strictObject({
  kind: z.enum(workKinds),
  withCustomer: z.boolean(),
  consultationId: z
    .uuid()
    .optional()
    .meta({ description: 'A consultation you took: counts for the tier that was asked.' }),
});
const stopBody = z.strictObject({
  note: text({ max: 10_000 }).optional(),
  seconds: z.int().min(1).max(86_400).optional().meta({ description: 'Instead of what was measured, and not more.' }),
  discard: z.boolean().optional().meta({ description: 'Nothing is logged.' }),
});

/** An agent's stopwatch: one runs at a time, in the database, so that it outlives the browser. */
@ApiTags('work log')
@Controller()
@Authenticated({ kinds: ['agent'] })
export class RunStopwatchController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: RunStopwatchHandler,
  ) {}

  /** Your running stopwatch, if there is one. */
  @Get('desk/me/stopwatch')
  @Answers(200, stopwatchView)
  async running(@CurrentCaller() caller: AgentCaller): Promise<StopwatchView> {
    return { running: await this.handler.running(caller.id), logged: null };
  }

  /**
   * Starts your stopwatch on a ticket you may read. One that runs already is stopped and logged first; a forgotten one (more than
   * twelve hours) has to be stopped by itself.
   */
  @Post('tickets/:id/stopwatch/start')
  @Answers(200, stopwatchView)
  @Refuses(404, 'ticket.not-found')
  @Refuses(409, 'ticket.illegal-transition', 'stopwatch.forgotten', 'stopwatch.changed')
  @Refuses(422, 'consultation.not-yours')
  start(
    @Param('id') ticket: string,
    @Body({ schema: startBody }) body: z.output<typeof startBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<StopwatchView> {
    return this.act(ticket, caller, (tx, locked) => this.handler.start(tx, locked, caller, body));
  }

  /**
   * Stops your stopwatch and logs what it measured, for the tier at which the ticket was when it was started. A forgotten one needs
   * `seconds` or `discard`. Of a ticket that was merged meanwhile the work goes to where it was merged into.
   */
  @Post('tickets/:id/stopwatch/stop')
  @Answers(200, stopwatchView)
  @Refuses(404, 'ticket.not-found')
  @Refuses(409, 'stopwatch.not-running', 'stopwatch.forgotten', 'stopwatch.changed')
  @Refuses(422, 'stopwatch.too-much')
  stop(
    @Param('id') ticket: string,
    @Body({ schema: stopBody }) body: z.output<typeof stopBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<StopwatchView> {
    return this.act(ticket, caller, (tx, locked) => this.handler.stop(tx, locked, caller, body));
  }

  /** The ticket and the one whose log is written are locked in one order, whoever does what. */
  private async act(
    ticket: string,
    caller: AgentCaller,
    behaviour: (tx: Tx, ticket: LockedTicket) => Promise<StopwatchView['logged']>,
  ): Promise<StopwatchView> {
    const other = (await this.handler.goesTo(caller.id)) ?? ticket;
    let logged: StopwatchView['logged'] = null;
    await this.desk.actOnTwo({ ticket, other, caller, body: {} }, async (tx, locked) => {
      logged = await behaviour(tx, locked);
      return locked;
    });
    return { running: await this.handler.running(caller.id), logged };
  }
}
