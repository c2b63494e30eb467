import { counter } from '#observability';

export const received = counter({
  name: 'mail_received_total',
  help: 'Mails that came in and were stored, by provider; repeats are not among them.',
  labels: ['provider'],
});
export const repeated = counter({
  name: 'mail_repeated_total',
  help: 'Requests that brought a mail that was there already, byte for byte, by provider.',
  labels: ['provider'],
});
export const refused = counter({
  name: 'mail_refused_total',
  help: 'Requests with mail that were refused, by reason.',
  labels: ['provider', 'reason'],
});
