import { Batcher, Database, unseen } from '#database';
import type { ChannelKeys } from '#mail';
import { Inject, Injectable } from '@nestjs/common';

export const providers = ['sendgrid', 'mailgun', 'postmark', 'ses', 'raw'] as const;
/** Whose requests bring mail. `raw`: anybody's with the mail itself for a body. */
export type Provider = (typeof providers)[number];

/**
 * The channels of a provider with the secrets that are valid now. Looked up once for all requests of a turn of the event
 * loop, and remembered for none: what an admin changes counts at once.
 */
@Injectable()
export class MailChannels {
  private readonly batches: Batcher<Provider, readonly ChannelKeys[]>;

  constructor(@Inject(Database) private readonly database: Database) {
    this.batches = new Batcher((wanted) => this.lookUp(wanted));
  }

  async of(provider: Provider): Promise<readonly ChannelKeys[]> {
    return (await this.batches.get(provider)) ?? [];
  }

  private async lookUp(wanted: readonly Provider[]): Promise<ReadonlyMap<Provider, readonly ChannelKeys[]>> {
    const rows = await this.database.read<ChannelRow>(findChannels, [wanted]);
    const found = new Map<Provider, readonly ChannelKeys[]>();
    for (const { provider, id, name, secrets, settings } of rows) {
      const { publicKeys = [], topics = [] } = settings;
      found.set(provider, [...(found.get(provider) ?? []), { id, name, secrets, publicKeys, topics }]);
    }
    return found;
  }
}

interface ChannelRow {
  readonly provider: Provider;
  readonly id: string;
  readonly name: string;
  readonly secrets: readonly string[];
  readonly settings: { readonly publicKeys?: readonly string[]; readonly topics?: readonly string[] };
}

const findChannels = {
  name: 'mail-channels-of',
  text: `
    SELECT channel.provider, id, name, settings,
      array_remove(ARRAY[secret, CASE WHEN previous_secret_until > now() THEN previous_secret END], NULL) AS secrets
    FROM unnest(${unseen('$1::text[]')}) AS wanted (provider)
    JOIN mail_channel channel ON channel.provider = wanted.provider AND channel.active ORDER BY id`,
};
