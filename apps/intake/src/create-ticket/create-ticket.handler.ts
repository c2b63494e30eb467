import { actorOf, callerKey, scopesOf, type Caller } from '#access';
import { TicketOpened } from '#contracts';
import { Database, isOutage, newId } from '#database';
import { DomainError, type RequestedRoute } from '#domain';
import { Outbox } from '#messaging';
import { aboutTicket } from '#observability';
import { Injectable } from '@nestjs/common';
import { Arrivals } from './arrivals.js';
import type { CreateTicketRequest } from './create-ticket.request.js';
import { GroupCommit } from './group-commit.js';
import { hashOf } from './idempotency-key.js';
import { bytesOf, type TicketDraft } from './ticket-draft.js';
import { TicketWriter, type CreateOutcome } from './ticket-writer.js';

/** Makes tickets: whatever is asked for at the same time is committed together. */
@Injectable()
export class CreateTicketHandler {
  private readonly commits: GroupCommit<TicketDraft, CreateOutcome>;

  constructor(
    private readonly database: Database,
    private readonly arrivals: Arrivals,
    private readonly outbox: Outbox,
    writer: TicketWriter,
  ) {
    this.commits = new GroupCommit({ write: (drafts) => writer.write(drafts), bytesOf, isOutage });
  }

  /** Resolves to the answer's body after the commit; `replayed` when the key was answered before. */
  async create(
    caller: Caller,
    request: CreateTicketRequest,
    key: string | null,
  ): Promise<{ readonly body: string; readonly replayed: boolean }> {
    const id = newId();
    aboutTicket(id);
    const email = request.requester.email.toLowerCase();
    refuseUnlessOwn(caller, email);
    const boundTo = caller.kind === 'api-key' ? caller.organisationId : null;
    const arrival = await this.arrivals.of({ email, boundTo });
    const outcome = await this.commits.submit({
      id,
      postId: newId(),
      by: actorOf(caller),
      createdBy: callerKey(caller),
      boundTo,
      request,
      email,
      arrival,
      requestedRoute: request.route ? await this.requestedRoute(caller, request.route) : null,
      idempotency: key === null ? null : { key, bodyHash: hashOf(request) },
      messages: this.outbox.rows(TicketOpened, { ticketId: id, version: 1 }),
    });
    if (outcome.kind === 'refused') throw outcome.error;
    return { body: outcome.response, replayed: outcome.kind === 'replayed' };
  }

  /** Names the tier by its number; a tier or sector that is not ours is refused now, not by triage when nobody listens. */
  private async requestedRoute(
    caller: Caller,
    { tier, sector, reason }: NonNullable<CreateTicketRequest['route']>,
  ): Promise<RequestedRoute> {
    if (!scopesOf(caller).includes('tickets:route')) {
      const detail =
        'Only leads, admins and keys with the scope tickets:route may say where a ticket goes. Leave out `route`.';
      throw new DomainError('forbidden', 'caller.forbidden', detail, { errors: [{ pointer: '/route', detail }] });
    }
    const number = typeof tier === 'number' ? tier : Number(tier.slice(1));
    const [known] = await this.database.read<{ tiers: number[]; sectors: string[] }>(places);
    if (!known?.tiers.includes(number)) throw unknownPlace('tier', known?.tiers.map((each) => `L${each}`) ?? []);
    if (sector !== undefined && !known.sectors.includes(sector)) throw unknownPlace('sector', known.sectors);
    return { tier: number, ...(sector !== undefined && { sector }), reason };
  }
}

/** A customer opens tickets for nobody but himself. */
function refuseUnlessOwn(caller: Caller, email: string): void {
  if (caller.kind !== 'customer' || caller.email === email) return;
  const detail = 'Open tickets in your own name: the requester is you.';
  throw new DomainError('forbidden', 'ticket.foreign-requester', detail, {
    errors: [{ pointer: '/requester/email', detail }],
  });
}

const unknownPlace = (what: 'tier' | 'sector', known: readonly string[]): DomainError => {
  const detail = `There is no such ${what}; there are: ${known.join(', ') || 'none'}.`;
  return new DomainError('refused', `${what}.unknown`, detail, { errors: [{ pointer: `/route/${what}`, detail }] });
};

const places = {
  name: 'intake-places',
  text: `SELECT ARRAY(SELECT number FROM tier ORDER BY number) AS tiers, ARRAY(SELECT code FROM sector ORDER BY code) AS sectors`,
};
