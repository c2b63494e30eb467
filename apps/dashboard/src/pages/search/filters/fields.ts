import type { FilterKey } from '../../../shell/addresses';

export type Field = Exclude<FilterKey, 'q'>;

/** How a filter is chosen. */
export type FieldKind = 'some' | 'one' | 'text' | 'words' | 'email' | 'when' | 'flag' | 'count';

/** Every filter, in the order in which they are offered. */
export const fields: Readonly<Record<Field, FieldKind>> = {
  state: 'some',
  priority: 'some',
  tier: 'some',
  sector: 'some',
  assignee: 'one',
  team: 'one',
  organisation: 'one',
  requester: 'email',
  channel: 'some',
  entitlement: 'some',
  product: 'one',
  asset: 'text',
  language: 'text',
  tags: 'words',
  anyTag: 'words',
  atRisk: 'flag',
  breached: 'flag',
  dueBefore: 'when',
  createdFrom: 'when',
  createdTo: 'when',
  updatedFrom: 'when',
  updatedTo: 'when',
  resolvedFrom: 'when',
  resolvedTo: 'when',
  vendorCase: 'flag',
  bounces: 'count',
  watched: 'flag',
};
export const fieldNames = Object.keys(fields) as Field[];
