import { newToken } from '#access';
import { DomainError, isUuid } from '#domain';
import { passwordHash } from '#mail';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ReceiveMailHandler } from '../receive-mail/receive-mail.handler.js';
import { MailChannelStore, type StoredChannel } from './mail-channel.store.js';
import type {
  Channel,
  ChannelChanges,
  ChannelWithSecret,
  NewChannel,
  Rotation,
  TestOutcome,
} from './mail-channels.schemas.js';
import { testMessage } from './test-message.js';

export const PUBLIC_URL = Symbol('PUBLIC_URL');

/** How long an admin waits for his test message to be filed. */
const TEST_WITHIN_MS = 8_000;

/** What admins decide about the ways mail comes in. */
@Injectable()
export class ManageMailChannelsHandler {
  constructor(
    private readonly channels: MailChannelStore,
    private readonly receive: ReceiveMailHandler,
    @Inject(PUBLIC_URL) private readonly publicUrl: string | null,
  ) {}

  async list(page: { readonly before: string | null; readonly limit: number }): Promise<Channel[]> {
    return (await this.channels.list(page)).map((channel) => this.shown(channel));
  }

  async create({ provider, name, signingKey, topics, publicKeys }: NewChannel): Promise<ChannelWithSecret> {
    refuseUnlessFitting(provider, { signingKey, topics, publicKeys });
    const secret = provider === 'ses' ? null : (signingKey ?? newToken());
    if (provider === 'mailgun' && signingKey === undefined) throw misfit('signingKey', 'Mailgun signs: give its key.');
    if (provider === 'ses' && topics === undefined) throw misfit('topics', 'Name the topics SES speaks through.');
    const settings = { ...(topics && { topics }), ...(publicKeys && { publicKeys }) };
    const stored = await this.channels.create({ provider, name, secret: keptAs(provider, secret), settings });
    if (!stored) throw new NameTaken(name);
    return this.withSecret(stored, secret);
  }

  async change(id: string, changes: ChannelChanges): Promise<Channel> {
    const { provider } = await this.one(id);
    refuseUnlessFitting(provider, { topics: changes.topics, publicKeys: changes.publicKeys });
    const changed = await this.channels.change(id, changes).catch((error: { readonly code?: unknown }) => {
      throw error.code === '23505' ? new NameTaken(changes.name ?? '') : error;
    });
    return this.shown(changed!);
  }

  async rotate(id: string, { signingKey, overlapHours }: Rotation): Promise<ChannelWithSecret> {
    const { provider } = await this.one(id);
    refuseUnlessFitting(provider, { signingKey });
    if (provider === 'ses') {
      const detail = 'Amazon signs for SES; there is no secret to change. Change `topics` instead.';
      throw new DomainError('refused', 'mail-channel.no-secret', detail);
    }
    if (provider === 'mailgun' && signingKey === undefined) throw misfit('signingKey', 'Give the new key of Mailgun.');
    const secret = signingKey ?? newToken();
    return this.withSecret((await this.channels.rotate(id, keptAs(provider, secret)!, overlapHours))!, secret);
  }

  /** Puts a message in as the provider would, but for its signature, and waits a moment for what becomes of it. */
  async test(id: string): Promise<TestOutcome> {
    const channel = await this.one(id);
    const { contentType, bytes } = testMessage(channel.provider, channel.name);
    const sha256 = createHash('sha256').update(bytes).digest();
    const by = { channelId: id, receivedBy: `channel:${id}` };
    const { id: mailId } = await this.receive.store(channel.provider, { bytes, sha256, contentType }, by);
    const until = Date.now() + TEST_WITHIN_MS;
    for (;;) {
      const outcome = await this.channels.outcomeOf(mailId);
      if (outcome.state !== 'received' || Date.now() > until) return { mailId, ...outcome };
      await pause(100);
    }
  }

  private async one(id: string): Promise<StoredChannel> {
    const channel = isUuid(id) ? await this.channels.one(id) : null;
    if (!channel) throw new DomainError('not-found', 'mail-channel.not-found', 'There is no channel with this id.');
    return channel;
  }

  private shown(channel: StoredChannel): Channel {
    return { ...channel, url: this.urlOf(channel, 'SECRET') };
  }

  private withSecret(channel: StoredChannel, secret: string | null): ChannelWithSecret {
    const shown = channel.provider === 'mailgun' ? null : secret;
    return {
      ...this.shown(channel),
      secret: shown,
      urlWithSecret: this.urlOf(channel, shown ?? 'SECRET'),
    };
  }

  /** Providers that authenticate by name and secret get them in the URL. */
  private urlOf({ id, provider }: StoredChannel, secret: string): string | null {
    if (this.publicUrl === null) return null;
    const path = `/api/v1/inbound/email/${provider}${provider === 'mailgun' ? '/mime' : ''}`;
    const url = new URL(this.publicUrl.replace(/\/+$/, '') + path);
    if (provider === 'sendgrid' || provider === 'postmark') {
      url.username = id;
      url.password = secret;
    }
    return url.href;
  }
}

/** A password is only compared; a signing key has to be there to sign with. */
const keptAs = (provider: string, secret: string | null): string | null =>
  secret === null || provider === 'mailgun' ? secret : passwordHash(secret);

const madeFor = { signingKey: 'mailgun', topics: 'ses', publicKeys: 'sendgrid' } as const;

function refuseUnlessFitting(provider: string, given: Partial<Record<keyof typeof madeFor, unknown>>): void {
  for (const [field, owner] of Object.entries(madeFor) as [keyof typeof madeFor, string][]) {
    if (given[field] !== undefined && owner !== provider) throw misfit(field, `This is only for ${owner}.`);
  }
}

const misfit = (field: keyof typeof madeFor, detail: string): DomainError =>
  new DomainError('refused', 'mail-channel.misfit', detail, { errors: [{ pointer: `/${field}`, detail }] });

class NameTaken extends DomainError {
  constructor(name: string) {
    const detail = `There is already a channel named "${name}".`;
    super('conflict', 'mail-channel.name-taken', detail, { errors: [{ pointer: '/name', detail }] });
  }
}
