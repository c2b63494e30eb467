import { actorOf, type AgentCaller } from '#access';
import { Database, readRows, TicketStore, type LockedTicket, type Reader, type Tx } from '#database';
import { DomainError, isUuid, renderMacro, textFor, type MacroVariable, type Ticket } from '#domain';
import { Injectable } from '@nestjs/common';
import { AskCustomerHandler } from '../ask-customer/ask-customer.handler.js';
import { expectDescribable } from '../describe-ticket/describe-ticket.handler.js';
import { macroValuesOf } from '../desk/macro-values.js';
import { readableTicket } from '../desk/readable-ticket.js';
import { macroColumns, ownOrShared } from '../manage-macros/manage-macros.handler.js';
import type { Macro } from '../manage-macros/macro.schemas.js';
import { NoteOnTicketHandler } from '../note-on-ticket/note-on-ticket.handler.js';
import { ReplyToTicketHandler } from '../reply-to-ticket/reply-to-ticket.handler.js';
import { ResolveTicketHandler } from '../resolve-ticket/resolve-ticket.handler.js';
import { TransferTicketHandler } from '../transfer-ticket/transfer-ticket.handler.js';

export interface FittingMacro extends Macro {
  /** Whether the ticket's tier has a team for its `toSector`, if it has one. */
  readonly toSectorServed: boolean;
}

export interface Preview extends Rendered {
  readonly toSector: string | null;
}
interface Rendered {
  readonly body: string | null;
  readonly language: string | null;
  readonly missing: MacroVariable[];
}

/** Most characters of a post. */
const LONGEST = 100_000;

@Injectable()
export class ApplyMacroHandler {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly ask: AskCustomerHandler,
    private readonly note: NoteOnTicketHandler,
    private readonly reply: ReplyToTicketHandler,
    private readonly resolve: ResolveTicketHandler,
    private readonly transfer: TransferTicketHandler,
  ) {}

  async fitting(caller: AgentCaller, idOrNumber: string): Promise<FittingMacro[]> {
    const { tier, sector } = await readableTicket(this.database, caller, idOrNumber);
    return this.database.read<FittingMacro>(selectFitting, [caller.id, tier, sector]);
  }

  async preview(caller: AgentCaller, idOrNumber: string, macroId: string): Promise<Preview> {
    const ticket = await readableTicket(this.database, caller, idOrNumber);
    const macro = await this.find(this.database, caller, macroId);
    return { ...(await this.render(this.database, macro, ticket, caller)), toSector: otherSector(macro, ticket) };
  }

  /** `edited` is what the agent made of the text. */
  async apply(tx: Tx, ticket: LockedTicket, caller: AgentCaller, macroId: string, edited: string | null) {
    const macro = await this.find(tx, caller, macroId);
    if (!fits(macro, ticket)) throw misfit(macro);
    const tags = tagsAfter(ticket.tags, macro);
    // As by hand: whoever only reads a ticket does not sort it.
    if (tags.join() !== ticket.tags.join()) expectDescribable(caller, ticket);
    const tagged = await this.tickets.record(tx, ticket, {
      type: 'ticket.macro-applied',
      by: actorOf(caller),
      public: false,
      data: { macroId: macro.id, name: macro.name, does: macro.does },
      set: { tags },
    });
    const written = await this.write(tx, tagged, caller, macro, edited);
    const sector = otherSector(macro, ticket);
    // Last: in the other queue the ticket is nobody's any more, and nobody could answer on it.
    return sector === null ? written : this.transfer.handle(tx, written, caller, { sector, reason: macro.name });
  }

  private async write(tx: Tx, ticket: LockedTicket, caller: AgentCaller, macro: Macro, edited: string | null) {
    if (macro.does === 'nothing') return ticket;
    const body = edited ?? (await this.render(tx, macro, ticket, caller)).body;
    // Of a text that is only a variable without a value, nothing is left.
    if (body === null || body.trim() === '') throw nothingToWrite();
    switch (macro.does) {
      case 'reply':
        return this.reply.handle(tx, ticket, caller, { body });
      case 'note':
        return this.note.handle(tx, ticket, caller, { body });
      case 'ask-customer':
        return this.ask.handle(tx, ticket, caller, { body });
      case 'resolve':
        return this.resolve.handle(tx, ticket, caller, { solution: body, code: macro.code! });
    }
  }

  private async render(reader: Reader, macro: Macro, ticket: Ticket, caller: AgentCaller): Promise<Rendered> {
    const chosen = textFor(macro.texts, ticket.language, macro.defaultLanguage);
    if (!chosen) return { body: null, language: null, missing: [] };
    const { body, missing } = renderMacro(chosen.body, await macroValuesOf(reader, ticket, caller));
    if (body.length > LONGEST)
      throw new DomainError(
        'refused',
        'macro.too-long',
        `Filled in, it has more than ${LONGEST} characters: shorten it.`,
      );
    return { body, language: chosen.language, missing: [...missing] };
  }

  private async find(reader: Reader, caller: AgentCaller, id: string): Promise<Macro> {
    const [macro] = isUuid(id)
      ? await readRows<Macro & Record<string, unknown>>(reader, selectMacro, [caller.id, id])
      : [];
    if (macro) return macro;
    throw new DomainError(
      'not-found',
      'macro.not-found',
      'There is no such macro, or it is not for you, or not in use.',
    );
  }
}

const fits = ({ tiers, sectors }: Macro, { tier, sector }: Ticket): boolean =>
  (tiers.length === 0 || (tier !== null && tiers.includes(tier))) &&
  (sectors.length === 0 || (sector !== null && sectors.includes(sector)));

/** A ticket that is there already stays as it is, in whose hands it is. */
const otherSector = ({ toSector }: Macro, { sector }: Ticket): string | null => (toSector === sector ? null : toSector);

const tagsAfter = (tags: readonly string[], { addTags, removeTags }: Macro): string[] => [
  ...new Set([...tags.filter((tag) => !removeTags.includes(tag)), ...addTags]),
];

const misfit = ({ name, tiers, sectors }: Macro): DomainError =>
  new DomainError('conflict', 'macro.does-not-fit', `"${name}" is for tickets of other tiers or sectors.`, {
    tiers,
    sectors,
  });
const nothingToWrite = (): DomainError => {
  const detail = 'The macro says nothing on this ticket: write the text yourself.';
  return new DomainError('refused', 'macro.nothing-to-write', detail, { errors: [{ pointer: '/body', detail }] });
};

const selectMacro = {
  name: 'desk-macro',
  text: `SELECT ${macroColumns} FROM macro WHERE ${ownOrShared('$1')} AND id = $2 AND active`,
};
const selectFitting = {
  name: 'desk-fitting-macros',
  text: `SELECT ${macroColumns},
      to_sector IS NULL OR EXISTS (
        SELECT FROM team WHERE team.tier = $2 AND (team.sector IS NULL OR team.sector = to_sector)
      ) AS "toSectorServed"
    FROM macro WHERE ${ownOrShared('$1')} AND active
      AND (tiers = '{}' OR $2::int = ANY (tiers)) AND (sectors = '{}' OR $3::text = ANY (sectors))
    ORDER BY owner_id IS NULL, name, id LIMIT 500`,
};
