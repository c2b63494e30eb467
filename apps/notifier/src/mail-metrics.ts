import { counter } from '#observability';

export const mailsSent = counter({
  name: 'mail_sent_total',
  help: 'Mails that a server took from us, by what they tell.',
  labels: ['kind'],
});
export const mailsFailed = counter({
  name: 'mail_failed_total',
  help: 'Mails that will not arrive: refused for good, given up, or to an address that bounces.',
  labels: ['kind'],
});
export const mailsSuppressed = counter({
  name: 'mail_suppressed_total',
  help: 'Mails that were not sent on purpose: loops, our own addresses, addresses nobody reads.',
  labels: ['kind'],
});
