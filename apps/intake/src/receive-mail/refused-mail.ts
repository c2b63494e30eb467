import type { Refusal } from '#mail';
import { DomainError } from '#domain';
import type { Provider } from './mail-channels.js';

const words: Readonly<Record<Refusal, string>> = {
  'no-credentials': 'The request does not say who sends it.',
  'wrong-credentials': 'There is no active channel with this name and secret.',
  'bad-signature': 'The signature fits no active channel.',
  stale: 'The signature is too old, or its clock is wrong.',
  'unknown-topic': 'No active channel listens to this topic.',
};

/**
 * A request that is not a provider's. Each provider takes another answer as a word to stop or to come back: Mailgun stops
 * at 406 alone, SNS at any 4xx; the others would come back after a 401 while an admin mends the secret (docs/mail.md).
 */
export function refusedMail(provider: Provider, refusal: Refusal): DomainError {
  const code = `mail.${refusal}`;
  if (provider === 'ses') return new DomainError('forbidden', code, words[refusal]);
  if (refusal === 'stale') {
    return new DomainError(provider === 'mailgun' ? 'not-acceptable' : 'forbidden', code, words[refusal]);
  }
  const challenge = provider === 'mailgun' ? 'Mailgun' : 'Basic realm="mail", charset="UTF-8"';
  return new DomainError('unauthenticated', code, words[refusal], { challenge });
}
