import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { ticketSchema, type TicketView } from '#database';
import { macroVariables } from '#domain';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { actionBody } from '../desk/action.decorator.js';
import { macroView } from '../manage-macros/macro.schemas.js';
import { ApplyMacroHandler, type FittingMacro, type Preview } from './apply-macro.handler.js';

const fitting = macroView.extend({
  toSectorServed: z.boolean().meta({
    description: "False: no team of the ticket's tier works for `toSector`, and applying it is refused.",
  }),
});
const preview = z.object({
  body: z.string().nullable().meta({ description: 'Plain text. Null: the macro has no text.' }),
  language: z.string().nullable(),
  toSector: z
    .string()
    .nullable()
    .meta({ description: 'The queue of its tier that the ticket would go to. Null: it stays.' }),
  missing: z.array(z.enum(macroVariables)).meta({ description: 'Named in the text, and not there on this ticket.' }),
});
const previewBody = z.strictObject({});
const applyBody = actionBody({
  body: text({ max: 100_000 }).optional().meta({ description: 'What to write instead of what the preview showed.' }),
});
type ApplyBody = z.output<typeof applyBody>;

/** Macros on a ticket. */
@ApiTags('desk')
@Controller('tickets/:id/macros')
@Authenticated({ kinds: ['agent'] })
export class ApplyMacroController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: ApplyMacroHandler,
  ) {}

  /** The macros that fit the ticket's tier and sector, your own first, by name. At most 500. */
  @Get()
  @Answers(200, z.object({ items: z.array(fitting) }))
  @Refuses(404, 'ticket.not-found')
  async fitting(@Param('id') ticket: string, @CurrentCaller() caller: AgentCaller): Promise<{ items: FittingMacro[] }> {
    return { items: await this.handler.fitting(caller, ticket) };
  }

  /** The text as it would be written on this ticket, in its customer's language as far as there is one. Nothing happens. */
  @Post(':macroId/preview')
  @Answers(200, preview)
  @Refuses(404, 'ticket.not-found', 'macro.not-found')
  @Refuses(422, 'macro.too-long')
  preview(
    @Param('id') ticket: string,
    @Param('macroId') macro: string,
    @Body({ schema: previewBody }) _body: z.output<typeof previewBody>,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<Preview> {
    return this.handler.preview(caller, ticket, macro);
  }

  /**
   * Does what the macro does, all of it or nothing: its tags, its text as a reply, note, question or solution, and then the
   * transfer to another sector, for whoever may do that by hand.
   */
  @Post(':macroId/apply')
  @Answers(200, ticketSchema, 'The ticket as the macro left it.')
  @Refuses(403, 'ticket.not-yours', 'ticket.not-at-your-tier')
  @Refuses(404, 'ticket.not-found', 'macro.not-found')
  @Refuses(409, 'ticket.stale-version', 'ticket.illegal-transition', 'macro.does-not-fit', 'tier.may-not-resolve')
  @Refuses(422, 'macro.too-long', 'macro.nothing-to-write', 'sector.not-at-tier')
  apply(
    @Param('id') ticket: string,
    @Param('macroId') macro: string,
    @Body({ schema: applyBody }) body: ApplyBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) =>
      this.handler.apply(tx, locked, caller, macro, body.body ?? null),
    );
  }
}
