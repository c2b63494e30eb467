import { $api } from '../../../api/client';
import type { paths } from '../../../api/schema';
import { channelWords, entitlementWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { policyWords } from './policy-words';

type Policies = paths['/api/v1/sla/policies']['get']['responses'][200]['content']['application/json'];
export type Policy = Policies['items'][number];
export type PolicyBody = paths['/api/v1/sla/policies']['post']['requestBody']['content']['application/json'];
export type Kind = Policy['kind'];
export type Consequence =
  paths['/api/v1/sla/policies/preview']['post']['responses'][200]['content']['application/json'];

export const kinds = [
  'first_response',
  'next_response',
  'periodic_update',
  'resolution',
  'tier',
  'vendor_ack',
  'vendor_resolution',
] as const satisfies readonly Kind[];
export const isVendors = (kind: Kind): boolean => kind === 'vendor_ack' || kind === 'vendor_resolution';
export const mayPause = (kind: Kind): boolean => kind !== 'first_response' && !isVendors(kind);

export const policiesKey = ['get', '/api/v1/sla/policies'] as const;
export const changesKey = ['get', '/api/v1/sla/changes'] as const;
export const usePolicies = () => $api.useQuery('get', '/api/v1/sla/policies', {});

const all = { params: { query: { limit: 100 } } } as const;
/** Whom a condition can name, as choices. */
export function useNamed() {
  const organisations = $api.useQuery('get', '/api/v1/organisations', all);
  const teams = $api.useQuery('get', '/api/v1/teams', {});
  const vendors = $api.useQuery('get', '/api/v1/vendors', {});
  const calendars = $api.useQuery('get', '/api/v1/sla/calendars', {});
  const choices = (items: readonly { readonly id: string; readonly name: string }[] | undefined) =>
    (items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return {
    organisations: choices(organisations.data?.items),
    teams: choices(teams.data?.items),
    vendors: choices(vendors.data?.items),
    calendars: (calendars.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
  };
}

/** What a policy is for, in words: `Premium · P1`. */
export function useForWhom(): (conditions: Policy['conditions']) => string {
  const say = useWords(policyWords);
  const channel = useWords(channelWords);
  const entitlement = useWords(entitlementWords);
  const { organisations, teams, vendors } = useNamed();
  const nameIn = (choices: readonly { value: string; label: string }[], id: string | null) =>
    id === null ? null : (choices.find(({ value }) => value === id)?.label ?? id);
  return (conditions) =>
    [
      nameIn(vendors, conditions.vendorId),
      nameIn(teams, conditions.teamId),
      conditions.tier === null ? null : `L${conditions.tier}`,
      nameIn(organisations, conditions.organisationId),
      conditions.entitlement === null ? null : entitlement(conditions.entitlement),
      conditions.priority,
      conditions.channel === null ? null : channel(conditions.channel),
    ]
      .filter(Boolean)
      .join(' · ') || say('any');
}
