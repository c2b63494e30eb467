import { Database } from '#database';
import {
  isSignedBySns,
  isStale,
  isSubscribeUrl,
  readSnsMessage,
  type Admission,
  type ChannelKeys,
  type SnsMessage,
} from '#mail';
import { Inject, Injectable, Logger, ServiceUnavailableException } from '@nestjs/common';
import { FETCH, SnsCertificates, type Fetch } from './sns-certificates.js';

/** Lets in what Amazon SNS signed for one of our topics, and answers its questions. */
@Injectable()
export class SnsDoor {
  private readonly logger = new Logger(SnsDoor.name);
  private readonly certificates: SnsCertificates;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FETCH) private readonly get: Fetch,
  ) {
    this.certificates = new SnsCertificates(get);
  }

  /** `message` is set when the request is let in. Costs no request to Amazon unless the topic is one of ours. */
  async admit(
    body: Buffer,
    channels: readonly ChannelKeys[],
    now: Date,
  ): Promise<Admission<ChannelKeys> & { readonly message?: SnsMessage }> {
    const message = readSnsMessage(body);
    if (!message) return { refused: 'no-credentials' };
    const channel = channels.find(({ topics = [] }) => topics.includes(message.topic));
    if (!channel) return { refused: 'unknown-topic' };
    if (isStale(Date.parse(message.timestamp) / 1_000, now)) return { refused: 'stale' };
    const pem = await this.certificates.at(message.certificateUrl);
    if (pem === null || !isSignedBySns(message, pem, now)) return { refused: 'bad-signature' };
    return { channel, message };
  }

  /** Confirms a subscription, once for each question; of the end of one it takes note. */
  async answer(channel: ChannelKeys, message: SnsMessage): Promise<void> {
    if (message.type === 'SubscriptionConfirmation') await this.confirm(message);
    const state = message.type === 'SubscriptionConfirmation' ? 'confirmed' : 'ended';
    this.logger.log({ msg: `The subscription to ${message.topic} is ${state}.`, channel: channel.id });
    await this.database.read(noteSubscription, [channel.id, message.topic, JSON.stringify({ state, at: new Date() })]);
  }

  private async confirm({ subscribeUrl, topic, messageId }: SnsMessage): Promise<void> {
    if (subscribeUrl === null || !isSubscribeUrl(subscribeUrl, topic)) {
      this.logger.warn(`A subscription to ${topic} names an address that is not Amazon's: it is left alone.`);
      return;
    }
    const [done] = await this.database.read(isCounted, [messageId]);
    if (done) return;
    try {
      await this.get(subscribeUrl);
    } catch (error) {
      this.logger.warn(`The subscription to ${topic} cannot be confirmed: ${String(error)}`);
      throw new ServiceUnavailableException('Amazon SNS cannot be told for the moment.');
    }
    await this.database.read(count, [messageId]);
  }
}

const SCOPE = 'sns-subscription';
const isCounted = {
  name: 'mail-sns-is-counted',
  text: `SELECT 1 FROM webhook_token WHERE scope = '${SCOPE}' AND token = $1::text`,
};
const count = {
  name: 'mail-sns-count',
  text: `INSERT INTO webhook_token (scope, token, source_hash) VALUES ('${SCOPE}', $1::text, '') ON CONFLICT DO NOTHING`,
};
const noteSubscription = {
  name: 'mail-sns-note',
  text: `UPDATE mail_channel SET settings = jsonb_set(settings, '{subscriptions}',
      coalesce(settings->'subscriptions', '{}') || jsonb_build_object($2::text, $3::jsonb)) WHERE id = $1::uuid`,
};
