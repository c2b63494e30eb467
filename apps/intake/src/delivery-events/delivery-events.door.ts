import { bearerToken, Credentials } from '#access';
import { DomainError } from '#domain';
import { admitBasic, admitSendgrid, verifyDeliveryEvents, type EventRequest, type TrackingProviderName } from '#mail';
import { Injectable } from '@nestjs/common';
import { MailChannels, type Provider } from '../receive-mail/mail-channels.js';
import { SnsDoor } from '../receive-mail/sns-door.js';

/** The mail channels whose credentials also let their provider's events in. */
const channelOf: Partial<Record<TrackingProviderName, Provider>> = {
  amazon_ses: 'ses',
  mailgun: 'mailgun',
  postmark: 'postmark',
  sendgrid: 'sendgrid',
};

/** Lets a provider's events in. */
@Injectable()
export class DeliveryEventsDoor {
  constructor(
    private readonly credentials: Credentials,
    private readonly channels: MailChannels,
    private readonly sns: SnsDoor,
  ) {}

  /**
   * By an API key, as the password of the URL that the provider posts to or as a Bearer token, or as a channel of the same
   * provider lets its mail in. False: nothing to read, a question of Amazon's was answered. Throws 401 for everybody else.
   */
  async admit(name: TrackingProviderName, request: EventRequest): Promise<boolean> {
    const provider = channelOf[name];
    if (name === 'amazon_ses') {
      const admission = await this.sns.admit(request.body, await this.channels.of('ses'), new Date());
      if (!('refused' in admission)) {
        if (admission.message?.type === 'Notification') return true;
        await this.sns.answer(admission.channel, admission.message!);
        return false;
      }
    } else if (provider && (await this.isOfChannel(name, provider, request))) return true;
    if (await this.hasKey(request)) return true;
    const detail = `These are not credentials of ${name}: post to https://events:<API key with mail:write>@..., or make a channel.`;
    throw new DomainError('unauthenticated', 'delivery-events.not-authentic', detail, {
      challenge: 'Basic realm="events", charset="UTF-8"',
    });
  }

  private async isOfChannel(name: TrackingProviderName, provider: Provider, request: EventRequest): Promise<boolean> {
    const channels = await this.channels.of(provider);
    if (provider === 'mailgun') {
      const signingKeys = channels.flatMap(({ secrets }) => secrets);
      return verifyDeliveryEvents(name, request, { signingKeys }) === null;
    }
    const [signature, timestamp] = ['signature', 'timestamp'].map((part) =>
      headerOf(request, `x-twilio-email-event-webhook-${part}`),
    );
    if (provider === 'sendgrid' && signature !== undefined && timestamp !== undefined) {
      if (!('refused' in (await admitSendgrid({ signature, timestamp }, request.body, channels, new Date()))))
        return true;
    }
    const unsigned = channels.filter(({ publicKeys = [] }) => publicKeys.length === 0);
    return !('refused' in admitBasic(headerOf(request, 'authorization'), unsigned));
  }

  private async hasKey(request: EventRequest): Promise<boolean> {
    const authorization = headerOf(request, 'authorization') ?? '';
    const token = passwordIn(authorization) ?? bearerToken(authorization);
    const caller = token && (await this.credentials.callerOf(token));
    return (
      !!caller && caller.kind === 'api-key' && caller.organisationId === null && caller.scopes.includes('mail:write')
    );
  }
}

function passwordIn(authorization: string): string | null {
  const encoded = /^Basic +([A-Za-z0-9+/_=-]{1,4000})$/i.exec(authorization)?.[1];
  const pair = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  return /^[^:]*:([\w.~+/=-]{1,512})$/.exec(pair)?.[1] ?? null;
}

function headerOf({ headers }: EventRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
}
