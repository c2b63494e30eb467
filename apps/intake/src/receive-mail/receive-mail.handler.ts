import { callerKey, type Caller } from '#access';
import { isOutage, newId } from '#database';
import { DomainError } from '#domain';
import type { SentBytes } from '#http';
import {
  admitBasic,
  admitMailgun,
  admitSendgrid,
  mailgunSignature,
  type Admission,
  type ChannelKeys,
  type MailEnvelope,
} from '#mail';
import { currentCorrelation } from '#observability';
import { Injectable } from '@nestjs/common';
import { GroupCommit } from '../create-ticket/group-commit.js';
import type { ArrivedMail, StoredMail } from './arrived-mail.js';
import { MailArrivals } from './mail-arrivals.js';
import { MailChannels, type Provider } from './mail-channels.js';
import { MailWriter } from './mail-writer.js';
import { received, refused, repeated } from './receive-mail.metrics.js';
import { refusedMail } from './refused-mail.js';
import { SnsDoor } from './sns-door.js';

/** A request that brings mail, as it came. */
export interface MailRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: SentBytes;
}

export type MailReceipt = NonNullable<StoredMail>;

/** Who brought a mail, and what he said of it. */
interface Bringer {
  readonly channelId: string | null;
  readonly receivedBy: string;
  readonly envelope?: MailEnvelope;
  readonly token?: string | null;
}

/** Takes mail in: who brings it is asked first, then it is stored as it came and committed. Nobody looks inside here. */
@Injectable()
export class ReceiveMailHandler {
  private readonly commits: GroupCommit<ArrivedMail, StoredMail>;

  constructor(
    private readonly channels: MailChannels,
    private readonly sns: SnsDoor,
    private readonly arrivals: MailArrivals,
    writer: MailWriter,
  ) {
    this.commits = new GroupCommit({
      write: (mails) => writer.write(mails),
      bytesOf: ({ source }) => source.length,
      isOutage,
      limits: { waitingBytes: 200_000_000, answerWithinMs: 12_000, writeWithinMs: 10_000 },
    });
  }

  async postmark(request: MailRequest): Promise<MailReceipt> {
    return this.brought('postmark', request, admitBasic(authorizationOf(request), await this.channels.of('postmark')));
  }

  /** Signed requests are checked by their signature; a channel with a public key takes no others. */
  async sendgrid(request: MailRequest): Promise<MailReceipt> {
    const channels = await this.channels.of('sendgrid');
    const signature = headerOf(request, 'x-twilio-email-event-webhook-signature');
    const timestamp = headerOf(request, 'x-twilio-email-event-webhook-timestamp');
    const signing = channels.filter(({ publicKeys = [] }) => publicKeys.length > 0);
    const admission =
      signature !== undefined && timestamp !== undefined && signing.length > 0
        ? await admitSendgrid({ signature, timestamp }, request.body.bytes, signing, new Date())
        : admitBasic(
            authorizationOf(request),
            channels.filter((channel) => !signing.includes(channel)),
          );
    return this.brought('sendgrid', request, admission);
  }

  async mailgun(request: MailRequest): Promise<MailReceipt> {
    const { bytes, contentType } = request.body;
    const signature = mailgunSignature(contentType, bytes);
    return this.brought('mailgun', request, admitMailgun(signature, await this.channels.of('mailgun'), new Date()));
  }

  /** Null: a message of SNS about a subscription, answered. */
  async ses(request: MailRequest): Promise<MailReceipt | null> {
    const admission = await this.sns.admit(request.body.bytes, await this.channels.of('ses'), new Date());
    if ('refused' in admission || admission.message?.type === 'Notification')
      return this.brought('ses', request, admission);
    await this.sns.answer(admission.channel, admission.message!);
    return null;
  }

  /** With an API key; one that is bound to an organisation may not, for mail is anybody's. */
  raw(caller: Caller, { body }: MailRequest, envelope: MailEnvelope): Promise<MailReceipt> {
    if (caller.kind === 'api-key' && caller.organisationId !== null) {
      refused.inc({ provider: 'raw', reason: 'bound-key' });
      const detail = 'Mail comes from anybody: use a key that is not bound to an organisation.';
      throw new DomainError('forbidden', 'caller.forbidden', detail);
    }
    return this.store('raw', body, { channelId: null, receivedBy: callerKey(caller), envelope });
  }

  /** Stores what a channel brought, once it is known that it did. */
  async store(provider: Provider, { bytes, sha256, contentType }: SentBytes, by: Bringer): Promise<MailReceipt> {
    if (bytes.length === 0) {
      refused.inc({ provider, reason: 'empty' });
      throw new DomainError('invalid', 'mail.empty', 'There is nothing in the body of the request.');
    }
    const stored = await this.commits.submit({
      id: newId(),
      provider,
      channelId: by.channelId,
      receivedBy: by.receivedBy,
      format: provider === 'raw' ? 'mime' : provider,
      contentType: contentType.slice(0, 1_000),
      source: bytes,
      sourceHash: sha256,
      envelope: by.envelope ?? {},
      correlationId: currentCorrelation().correlationId,
      token: by.token ?? null,
    });
    if (!stored) {
      refused.inc({ provider, reason: 'token-reused' });
      throw new DomainError('not-acceptable', 'mail.token-reused', 'This token has come before, with another mail.');
    }
    (stored.seen > 1 ? repeated : received).inc({ provider });
    if (stored.seen === 1) this.arrivals.wake();
    return stored;
  }

  private brought(provider: Provider, { body }: MailRequest, admission: Admission<ChannelKeys>): Promise<MailReceipt> {
    if ('refused' in admission) {
      refused.inc({ provider, reason: admission.refused });
      throw refusedMail(provider, admission.refused);
    }
    const { channel, token = null } = admission;
    return this.store(provider, body, { channelId: channel.id, receivedBy: `channel:${channel.id}`, token });
  }
}

const headerOf = ({ headers }: MailRequest, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const authorizationOf = (request: MailRequest): string | undefined => headerOf(request, 'authorization');
