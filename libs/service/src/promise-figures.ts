import type { Database } from '#database';
import { gauge } from '#observability';

const alarmLateness = gauge({
  name: 'alarm_lateness_seconds',
  help: 'How long the alarm that should have rung first is overdue; 0 when none is. From rows: the same in every process.',
});
const deliveryLateness = gauge({
  name: 'vendor_delivery_lateness_seconds',
  help: 'How long the attempt to tell a vendor that should have been made first is overdue; 0 when none is. From rows.',
});
const webhookLateness = gauge({
  name: 'webhook_lateness_seconds',
  help: 'How long the attempt to tell a subscriber that should have been made first is overdue; 0 when none is. From rows.',
});
const webhooksDisabled = gauge({
  name: 'webhooks_disabled',
  help: 'Webhooks that were disabled because their deliveries did not go through.',
});

const mailWaiting = gauge({
  name: 'mail_waiting',
  help: 'Outgoing mails that are not sent yet, up to 10,000; those held back by quiet hours included. From rows.',
});
const mailLateness = gauge({
  name: 'mail_lateness_seconds',
  help: 'How long the mail that should have been sent first is overdue; 0 when none is. From rows.',
});
const filingLateness = gauge({
  name: 'mail_filing_lateness_seconds',
  help: 'How long the mail that should have been filed first waits, a lease that ran out counted from its end; 0 when none does. From rows.',
});
const mailInReview = gauge({
  name: 'mail_in_review',
  help: 'Mails that came in and wait for somebody to look at them, up to 10,000. From rows.',
});

/** All are single probes of partial indexes; of webhooks there are few. */
const figures = {
  name: 'promise_figures',
  text: `SELECT (SELECT extract(epoch FROM clock_timestamp() - min(next_alarm_at))::float8
                 FROM clock WHERE state = 'running' AND next_alarm_at IS NOT NULL) AS alarm,
                (SELECT extract(epoch FROM clock_timestamp() - min(next_attempt_at))::float8
                 FROM vendor_delivery WHERE next_attempt_at IS NOT NULL) AS delivery,
                (SELECT extract(epoch FROM clock_timestamp() - min(first.due_at))::float8 FROM webhook_subscription
                 CROSS JOIN LATERAL (SELECT min(next_attempt_at) AS due_at FROM webhook_delivery
                   WHERE subscription_id = webhook_subscription.id AND next_attempt_at IS NOT NULL) AS first
                 WHERE active) AS webhook,
                (SELECT count(*) FROM webhook_subscription WHERE disabled_at IS NOT NULL) AS disabled,
                (SELECT count(*) FROM (SELECT FROM outgoing_mail WHERE next_attempt_at IS NOT NULL LIMIT 10000) mail) AS "mailWaiting",
                (SELECT extract(epoch FROM clock_timestamp() - min(next_attempt_at))::float8
                 FROM outgoing_mail WHERE next_attempt_at IS NOT NULL) AS mail,
                (SELECT extract(epoch FROM clock_timestamp() - min(next_attempt_at))::float8
                 FROM inbound_mail WHERE next_attempt_at IS NOT NULL) AS filing,
                (SELECT count(*) FROM (SELECT FROM inbound_mail WHERE state = 'review' AND reviewed_at IS NULL LIMIT 10000) mail)
                  AS "inReview"`,
};

/** Each gauge, and the column that fills it; an empty one is 0. */
const columns = [
  [alarmLateness, 'alarm'],
  [deliveryLateness, 'delivery'],
  [webhookLateness, 'webhook'],
  [webhooksDisabled, 'disabled'],
  [mailWaiting, 'mailWaiting'],
  [mailLateness, 'mail'],
  [filingLateness, 'filing'],
  [mailInReview, 'inReview'],
] as const;

/** Whether what has to happen at a certain time happens. Seen from outside, so that it also shows who is not running. */
export class PromiseFigures {
  constructor(private readonly database: Database) {}

  async read(): Promise<void> {
    const [row] = await this.database.read<Record<string, number | null>>(figures);
    for (const [figure, column] of columns) figure.set(Math.max(0, row?.[column] ?? 0));
  }

  forget(): void {
    for (const [figure] of columns) figure.remove();
  }
}
