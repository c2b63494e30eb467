import { DomainError, isUuid } from '#domain';
import { AddressGuard, newSecret, RefusedEndpoint, type Rotation } from '#webhooks';
import { Inject, Injectable } from '@nestjs/common';
import { NoSuchWebhook } from '../no-such-webhook.js';
import { WebhookStore } from './webhook.store.js';
import type { NewWebhook, Webhook, WebhookChanges, WebhookWithSecret } from './webhooks.schemas.js';

/** A name that cannot be looked up so fast is judged at the first delivery. */
const LOOK_UP_WITHIN_MS = 2_000;

/** What admins decide about webhooks. */
@Injectable()
export class ManageWebhooksHandler {
  constructor(
    @Inject(WebhookStore) private readonly webhooks: WebhookStore,
    @Inject(AddressGuard) private readonly guard: AddressGuard,
  ) {}

  async find(id: string): Promise<Webhook> {
    return expectFound(isUuid(id) ? await this.webhooks.find(id) : null);
  }

  async create(wanted: NewWebhook): Promise<WebhookWithSecret> {
    await this.checkUrl(wanted.url);
    const { secret = newSecret() } = wanted;
    const made = await this.webhooks.create(wanted, secret).catch(explained(wanted.name));
    if (!made) throw new NameTaken(wanted.name);
    return { ...made, secret };
  }

  async change(id: string, changes: WebhookChanges): Promise<Webhook> {
    if (changes.url !== undefined) await this.checkUrl(changes.url);
    return expectFound(isUuid(id) ? await this.webhooks.change(id, changes).catch(explained(changes.name)) : null);
  }

  async rotate(id: string, { overlapHours, secret = newSecret() }: Rotation): Promise<WebhookWithSecret> {
    const rotated = expectFound(isUuid(id) ? await this.webhooks.rotate(id, secret, overlapHours) : null);
    return { ...rotated, secret };
  }

  async remove(id: string): Promise<void> {
    if (!isUuid(id) || !(await this.webhooks.remove(id))) throw new NoSuchWebhook();
  }

  /** What can be said now, where its name leads included; that is judged again at every delivery. */
  private async checkUrl(text: string): Promise<void> {
    try {
      const found = this.guard.addressesOf(this.guard.check(text));
      const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), LOOK_UP_WITHIN_MS).unref());
      await Promise.race([found, late]);
    } catch (error) {
      // A name that does not exist yet, or cannot be asked for now, is no reason: it may tomorrow.
      if (!(error instanceof RefusedEndpoint)) return;
      throw new DomainError('refused', 'webhook.url-refused', `The address cannot be used. ${error.message}`, {
        errors: [{ pointer: '/url', detail: error.message }],
      });
    }
  }
}

function expectFound(webhook: Webhook | null): Webhook {
  if (!webhook) throw new NoSuchWebhook();
  return webhook;
}

/** What PostgreSQL refuses, in our words. */
const explained =
  (name = '') =>
  (error: unknown): never => {
    const code = (error as { code?: string } | null)?.code;
    if (code === '23505') throw new NameTaken(name);
    if (code === '23503') throw new UnknownOrganisation();
    throw error;
  };

class NameTaken extends DomainError {
  constructor(name: string) {
    const detail = `There is already a webhook named "${name}".`;
    super('conflict', 'webhook.name-taken', detail, { errors: [{ pointer: '/name', detail }] });
  }
}

class UnknownOrganisation extends DomainError {
  constructor() {
    const detail = 'There is no organisation with this id.';
    super('refused', 'organisation.unknown', detail, { errors: [{ pointer: '/organisation', detail }] });
  }
}
