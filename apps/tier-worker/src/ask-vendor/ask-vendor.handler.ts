import { actorOf, type AgentCaller } from '#access';
import { VendorAsked } from '#contracts';
import { run, TicketStore, type LockedTicket, type Tx, newId } from '#database';
import { DomainError, expectMovable } from '#domain';
import { Outbox } from '#messaging';
import { Injectable } from '@nestjs/common';
import { tierOf } from '../desk/tier-of.js';
import { Tiers } from '../desk/tiers.js';
import { expectHolder } from '../desk/who-may.js';

interface Question {
  readonly vendorId: string;
  readonly subject: string;
  readonly body: string;
}

@Injectable()
export class AskVendorHandler {
  constructor(
    private readonly tickets: TicketStore,
    private readonly tiers: Tiers,
    private readonly outbox: Outbox,
  ) {}

  /** The case gets its id here, so that the vendor is asked once however often the message arrives. */
  async handle(tx: Tx, ticket: LockedTicket, agent: AgentCaller, question: Question): Promise<LockedTicket> {
    expectMovable(ticket, 'ask-vendor');
    expectHolder(agent, ticket);
    const tier = await this.tiers.get(tx, tierOf(ticket));
    if (!tier.mayAskVendor) throw mayNot(tier.name);
    await this.expectVendor(tx, question.vendorId);
    const caseId = newId();
    const asked = await this.tickets.move(tx, ticket, 'ask-vendor', {
      by: actorOf(agent),
      set: { vendorCaseId: caseId },
      data: { vendorId: question.vendorId, caseId },
      post: { body: `${question.subject}\n\n${question.body}`, public: false },
    });
    await this.outbox.add(tx, VendorAsked, {
      ticketId: asked.id,
      version: asked.version,
      tier: tier.number,
      caseId,
      vendorId: question.vendorId,
      subject: question.subject,
      body: question.body,
    });
    return asked;
  }

  private async expectVendor(tx: Tx, id: string): Promise<void> {
    const [vendor] = await run<{ active: boolean }>(tx, selectVendor, [id]);
    if (vendor?.active) return;
    const detail = vendor ? 'We no longer work with that vendor.' : 'There is no such vendor.';
    const errors = [{ pointer: '/vendorId', detail }];
    throw new DomainError('refused', vendor ? 'vendor.inactive' : 'vendor.unknown', detail, { errors });
  }
}

const mayNot = (tier: string): DomainError =>
  new DomainError('conflict', 'tier.may-not-ask-vendors', `${tier} may not ask vendors: escalate instead.`, { tier });

const selectVendor = { name: 'desk-vendor', text: `SELECT active FROM vendor WHERE id = $1` };
