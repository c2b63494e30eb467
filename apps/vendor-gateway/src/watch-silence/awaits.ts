import { run, type Tx } from '#database';

/** What a vendor owes us: a first word on the case, or, since it has spoken, the next. */
export type Awaits = 'acknowledgement' | 'answer';

/** From `now` the vendor has the whole time its contract gives it, and earlier reminders are forgotten. */
export async function awaitVendor(tx: Tx, caseId: string, awaits: Awaits, now: Date): Promise<void> {
  await run(tx, beginWaiting, [caseId, awaits, now]);
}

/** The vendor owes us nothing now: it has asked, or has had its last word, or cannot be told. */
export async function awaitNothing(tx: Tx, caseId: string): Promise<void> {
  await run(tx, endWaiting, [caseId]);
}

const beginWaiting = {
  name: 'vendor-case-await',
  text: `
    UPDATE vendor_case SET awaits = $2::text, due_at = promise.due_at, watch_at = promise.due_at, reminders_sent = 0, alerted_at = NULL
    FROM (
      SELECT vendor.id, $3::timestamptz + make_interval(secs =>
        CASE $2::text WHEN 'acknowledgement' THEN acknowledge_within_seconds ELSE answer_within_seconds END) AS due_at
      FROM vendor
    ) AS promise
    WHERE vendor_case.id = $1 AND promise.id = vendor_case.vendor_id`,
};
const endWaiting = {
  name: 'vendor-case-await-nothing',
  text: `UPDATE vendor_case SET awaits = NULL, due_at = NULL, watch_at = NULL, reminders_sent = 0, alerted_at = NULL WHERE id = $1`,
};
