import { DomainError } from '#domain';

export class NoSuchWebhook extends DomainError {
  constructor() {
    super('not-found', 'webhook.not-found', 'There is no webhook with this id.');
  }
}
