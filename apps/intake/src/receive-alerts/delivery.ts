import type { Actor } from '#domain';

/** Whose alerts these are, and how their sender wants them read. */
export interface Delivery {
  /** Names the space in which a fingerprint is one alert. */
  readonly source: string;
  readonly by: Actor;
  readonly createdBy: string;
  /** The organisation the key is bound to. */
  readonly organisationId: string | null;
  readonly requester: { readonly id: string; readonly name: string | null };
  readonly assetLabels: readonly string[];
  readonly productLabels: readonly string[];
}
