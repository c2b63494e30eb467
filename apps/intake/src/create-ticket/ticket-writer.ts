import { Database, TicketIntakeStore } from '#database';
import { DomainError, ticketNumber } from '#domain';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import { bringsNews, contactsOf } from './contacts-of-batch.js';
import { LATER } from './group-commit.js';
import { keyReused } from './idempotency-key.js';
import { lookUp, nameOf, type LookedUp } from './look-up.js';
import { prepare } from './prepare-ticket.js';
import type { TicketDraft } from './ticket-draft.js';

export type CreateOutcome =
  | { readonly kind: 'created' | 'replayed'; readonly response: string }
  | { readonly kind: 'refused'; readonly error: DomainError };

type Prepared = TicketDraft & Required<Pick<TicketDraft, 'prepared'>>;

/** Writes a batch of drafts: recognises repetitions, makes the contacts that are missing, then commits the tickets in one statement. */
@Injectable()
export class TicketWriter {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketIntakeStore,
    private readonly outbox: Outbox,
  ) {}

  /** One outcome per draft, in order. A draft that was tried before is recognised, whatever became of that try. */
  async write(drafts: readonly TicketDraft[], lookingAgain = false): Promise<(CreateOutcome | typeof LATER)[]> {
    const known = await lookUp(this.database, drafts);
    const outcomes = new Map<TicketDraft, CreateOutcome | typeof LATER>();
    const settle = (from: LookedUp) => (draft: TicketDraft) => {
      const outcome = this.known(draft, from);
      if (outcome) outcomes.set(draft, outcome);
    };
    drafts.forEach(settle(known));
    // A contact is written before the tickets: nobody becomes one by a request that is a repetition, or refused as one.
    const news = drafts.filter(
      (draft) => !outcomes.has(draft) && !draft.prepared && draft.idempotency && bringsNews(draft),
    );
    if (news.length > 0) news.forEach(settle(await lookUp(this.database, news, { allKeys: true })));
    const open = drafts.filter((draft) => !outcomes.has(draft));
    const prepared = await this.prepareAll(open, outcomes);
    try {
      await this.commit(prepared, outcomes);
    } catch (error) {
      // It exists by now: an earlier try that was committed late, or somebody else's external id. Which one, is looked up.
      if (drafts.length === 1 && !lookingAgain && isUniqueViolation(error)) return this.write(drafts, true);
      throw error;
    }
    return drafts.map((draft) => outcomes.get(draft) ?? LATER);
  }

  private known(draft: TicketDraft, { made, answers, duplicates }: LookedUp): CreateOutcome | null {
    const number = made.get(draft.id);
    if (draft.prepared && number !== undefined) return this.created(draft as Prepared, number);
    const answer = draft.idempotency && answers.get(nameOf(draft.createdBy, draft.idempotency.key));
    if (answer) {
      return answer.bodyHash === draft.idempotency?.bodyHash.toString('hex')
        ? { kind: 'replayed', response: answer.response }
        : { kind: 'refused', error: keyReused() };
    }
    const { externalId } = draft.request;
    const duplicate = externalId === undefined ? undefined : duplicates.get(nameOf(draft.createdBy, externalId));
    return duplicate ? { kind: 'refused', error: duplicateExternalId(duplicate) } : null;
  }

  /** What can be written now: of requests that share a key or an external id only the first, the others come later. */
  private async prepareAll(
    open: readonly TicketDraft[],
    outcomes: Map<TicketDraft, CreateOutcome | typeof LATER>,
  ): Promise<Prepared[]> {
    const taken = new Set<string>();
    const first = open.filter(({ createdBy, idempotency, request: { externalId } }) => {
      const names = [
        ...(idempotency ? [`key ${nameOf(createdBy, idempotency.key)}`] : []),
        ...(externalId === undefined ? [] : [`external ${nameOf(createdBy, externalId)}`]),
      ];
      if (names.some((name) => taken.has(name))) return false;
      for (const name of names) taken.add(name);
      return true;
    });
    const fresh = first.filter((draft) => !draft.prepared);
    const contacts = await contactsOf(this.database, fresh);
    return first.filter((draft): draft is Prepared => {
      if (draft.prepared) return true;
      const contact = contacts.get(draft.email)!;
      if (draft.boundTo && contact.organisationId && contact.organisationId !== draft.boundTo) {
        outcomes.set(draft, { kind: 'refused', error: foreignRequester() });
        return false;
      }
      draft.prepared = prepare(draft, contact);
      return true;
    });
  }

  private async commit(
    drafts: readonly Prepared[],
    outcomes: Map<TicketDraft, CreateOutcome | typeof LATER>,
  ): Promise<void> {
    if (drafts.length === 0) return;
    const made = await this.tickets.insert(drafts.map(({ prepared }) => prepared.ticket));
    const messages = [];
    for (const draft of drafts) {
      const number = made.get(draft.id);
      if (number === undefined) continue;
      outcomes.set(draft, { kind: 'created', response: draft.prepared.responseOf(number) });
      messages.push(...draft.messages);
    }
    this.outbox.publish(messages);
  }

  private created(draft: Prepared, number: number): CreateOutcome {
    this.outbox.publish(draft.messages);
    return { kind: 'created', response: draft.prepared.responseOf(number) };
  }
}

const isUniqueViolation = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '23505';

const duplicateExternalId = ({ id, number }: { readonly id: string; readonly number: number }): DomainError =>
  new DomainError(
    'conflict',
    'ticket.duplicate-external-id',
    `${ticketNumber(number)} already has this externalId. Use that ticket, or send another externalId.`,
    {
      ticket: { id, number: ticketNumber(number) },
      errors: [{ pointer: '/externalId', detail: `Already used by ${ticketNumber(number)}.` }],
    },
  );

const foreignRequester = (): DomainError =>
  new DomainError(
    'forbidden',
    'ticket.foreign-requester',
    'The requester belongs to an organisation this caller does not act for.',
    {
      errors: [{ pointer: '/requester/email', detail: 'Name a contact of your own organisation.' }],
    },
  );
