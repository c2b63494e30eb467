import { CurrentCaller, type AgentCaller } from '#access';
import { attachmentIds, attachmentRefusals, type TicketView } from '#database';
import { text } from '#http';
import { Body, Controller, Param } from '@nestjs/common';
import { z } from 'zod';
import { ActOnTicket } from '../desk/act-on-ticket.js';
import { Action, actionBody } from '../desk/action.decorator.js';
import { NoteOnTicketHandler } from './note-on-ticket.handler.js';

const noteOnTicketBody = actionBody({
  body: text({ max: 100_000 }),
  attachmentIds,
  mentions: z
    .array(z.uuid())
    .max(50)
    .optional()
    .meta({ description: 'Agents named in it: it is in their inbox, and they may read the ticket from now on.' }),
});
type NoteOnTicketBody = z.output<typeof noteOnTicketBody>;

@Controller('tickets')
export class NoteOnTicketController {
  constructor(
    private readonly desk: ActOnTicket,
    private readonly handler: NoteOnTicketHandler,
  ) {}

  /** For any agent who may read the ticket, whatever its state: a post that customers never see. */
  @Action('note', {
    summary: 'Write an internal note',
    refused: ['agent.unknown', 'agent.inactive', ...attachmentRefusals],
  })
  note(
    @Param('id') ticket: string,
    @Body({ schema: noteOnTicketBody }) body: NoteOnTicketBody,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<TicketView> {
    return this.desk.act({ ticket, caller, body }, (tx, locked) => this.handler.handle(tx, locked, caller, body));
  }
}
