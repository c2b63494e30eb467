import { counter } from '#observability';

/** ticket, post, automatic (kept on a thread, moves nothing), repeated, review. */
export const filed = counter({
  name: 'mail_filed_total',
  help: 'What became of mails that came in. outcome: ticket, post, automatic, unverified, repeated, echo, review.',
  labels: ['outcome'],
});

export const bounced = counter({
  name: 'mail_bounced_total',
  help: 'Delivery reports that say that a mail of ours did not arrive. kind: hard, soft.',
  labels: ['kind'],
});
