import { actorOf, callerKey, type Caller } from '#access';
import { Database, newId } from '#database';
import { DomainError } from '#domain';
import { Outbox } from '#messaging';
import { counter } from '#observability';
import { Injectable, Logger } from '@nestjs/common';
import { ASSET_LABELS, PRODUCT_LABELS } from './alert-ticket.js';
import { AlertWriter, type Arrived, type Outcome, type Settled } from './alert-writer.js';
import { readAlert, type Notification } from './alertmanager.js';
import type { Delivery } from './delivery.js';
import type { AlertSettings } from './receive-alerts.request.js';
import { SettleAlerts } from './settle-alerts.js';

const AT_ONCE = 100;
const MOST = 1_000;

export interface Received extends Readonly<Record<Outcome, number>> {
  readonly received: number;
  readonly truncated: number;
  readonly refused: readonly { readonly index: number; readonly detail: string }[];
  readonly alerts: readonly Settled[];
}

const alertsTotal = counter({
  name: 'alerts_total',
  help: 'Alerts of monitoring systems, by what became of them.',
  labels: ['outcome'],
});

/** Turns what a monitoring system says into tickets: one for each alert while it is open. */
@Injectable()
export class ReceiveAlertsHandler {
  private readonly logger = new Logger('receive-alerts');

  constructor(
    private readonly database: Database,
    private readonly writer: AlertWriter,
    private readonly outbox: Outbox,
    private readonly settle: SettleAlerts,
  ) {}

  async receive(
    caller: Caller,
    { alerts, truncatedAlerts = 0 }: Notification,
    settings: AlertSettings,
  ): Promise<Received> {
    const delivery = await this.deliveryOf(caller, settings);
    const refused: { index: number; detail: string }[] = [];
    const arrived = new Map<string, Arrived>();
    for (const [index, given] of alerts.entries()) {
      const alert = index < MOST ? readAlert(given) : { detail: `At most ${MOST} alerts a request: set max_alerts.` };
      if ('detail' in alert) refused.push({ index, detail: alert.detail });
      else arrived.set(alert.fingerprint, { alert, times: (arrived.get(alert.fingerprint)?.times ?? 0) + 1 });
    }
    // Every request in the same order: see `claim`.
    const sorted = [...arrived.values()].toSorted((a, b) => (a.alert.fingerprint < b.alert.fingerprint ? -1 : 1));
    const settled: Settled[] = [];
    for (let from = 0; from < sorted.length; from += AT_ONCE)
      settled.push(...(await this.write(delivery, sorted.slice(from, from + AT_ONCE))));
    if (truncatedAlerts > 0 || refused.length > 0)
      this.logger.warn(
        `${delivery.source}: ${truncatedAlerts} alerts were left out by their sender, ${refused.length} were refused.`,
      );
    alertsTotal.inc({ outcome: 'refused' }, refused.length);
    const count = (outcome: Outcome): number => settled.filter((one) => one.outcome === outcome).length;
    return {
      received: alerts.length,
      opened: count('opened'),
      repeated: count('repeated'),
      resolved: count('resolved'),
      reopened: count('reopened'),
      ignored: count('ignored'),
      truncated: truncatedAlerts,
      refused,
      alerts: settled,
    };
  }

  private async write(delivery: Delivery, batch: readonly Arrived[]): Promise<readonly Settled[]> {
    const { settled, messages } = await this.database.transaction((tx) => this.writer.write(tx, delivery, batch));
    this.outbox.publish(messages);
    for (const { outcome } of settled) alertsTotal.inc({ outcome });
    if (settled.some(({ outcome }) => outcome === 'resolved')) this.settle.wake();
    return settled;
  }

  private async deliveryOf(
    caller: Caller,
    { source, requester, assetLabels, productLabels }: AlertSettings,
  ): Promise<Delivery> {
    const createdBy = callerKey(caller);
    const organisationId = caller.kind === 'api-key' ? caller.organisationId : null;
    return {
      // A named source outlives its key, and two keys may speak for it; whose it is cannot be chosen.
      source: source === undefined ? createdBy : `${organisationId ?? 'own'}:${source}`,
      by: actorOf(caller),
      createdBy,
      organisationId,
      requester: await this.requesterOf(caller, organisationId, requester),
      assetLabels: assetLabels ?? ASSET_LABELS,
      productLabels: productLabels ?? PRODUCT_LABELS,
    };
  }

  /** Who asks for help: the contact that is named, or one that stands for the monitoring system and reads no mail. */
  private async requesterOf(caller: Caller, organisationId: string | null, email: string | undefined) {
    const values =
      email === undefined
        ? [
            newId(),
            `alerts-${caller.id}@monitoring.invalid`,
            `Alerts (${caller.name ?? 'monitoring'})`.slice(0, 200),
            organisationId,
            NO_MAIL,
          ]
        : [newId(), email, null, organisationId, null];
    const known = await this.contact(find, [values[1]]);
    const contact = known ?? (await this.contact(insert, values)) ?? (await this.contact(find, [values[1]]));
    if (!contact) throw new Error(`The contact ${values[1]} cannot be made.`);
    if (organisationId !== null && contact.organisationId !== organisationId) {
      const detail = 'This requester belongs to another organisation than the key.';
      throw new DomainError('forbidden', 'caller.foreign-organisation', detail, {
        errors: [{ pointer: '/query/requester', detail }],
      });
    }
    return contact;
  }

  private async contact(statement: { name: string; text: string }, values: readonly unknown[]) {
    return (await this.database.read<Contact & Record<string, unknown>>(statement, values))[0] ?? null;
  }
}

interface Contact {
  readonly id: string;
  readonly name: string | null;
  readonly organisationId: string | null;
}

const NO_MAIL = 'It stands for a monitoring system, which reads no mail.';

const find = {
  name: 'alerts-contact',
  text: `SELECT id, name, organisation_id AS "organisationId" FROM contact WHERE email = $1`,
};
// A mail to it would only come back: so it counts as bouncing from the start.
const insert = {
  name: 'alerts-contact-insert',
  text: `INSERT INTO contact (id, email, name, organisation_id, bounce, bounce_reason, bounced_at)
    SELECT $1, $2, $3, $4, CASE WHEN $5::text IS NOT NULL THEN 'hard' END, $5, CASE WHEN $5::text IS NOT NULL THEN now() END
    ON CONFLICT (email) DO NOTHING RETURNING id, name, organisation_id AS "organisationId"`,
};
