import { $api } from '../../../api/client';
import { channelWords, entitlementWords, stateWords } from '../../../parts/state-words';
import { useWords, type Words } from '../../../words/words';
import { fieldWords } from './field-words';
import type { Field } from './fields';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const ALL = { params: { query: { limit: 100 } } };
const priorities: readonly Choice[] = ['P1', 'P2', 'P3', 'P4', 'P5'].map((value) => ({ value, label: value }));

/** What can be chosen for a field; null where one writes. */
export function useChoices(field: Field): readonly Choice[] | null {
  const say = useWords(fieldWords);
  const states = useOf(stateWords);
  const channels = useOf(channelWords);
  const entitlements = useOf(entitlementWords);
  const is = (...names: Field[]) => ({ enabled: names.includes(field), staleTime: 300_000 });
  const tiers = $api.useQuery('get', '/api/v1/tiers', {}, is('tier'));
  const sectors = $api.useQuery('get', '/api/v1/sectors', ALL, is('sector'));
  const agents = $api.useQuery('get', '/api/v1/agents', ALL, is('assignee'));
  const teams = $api.useQuery('get', '/api/v1/teams', ALL, is('team'));
  const organisations = $api.useQuery('get', '/api/v1/organisations', ALL, is('organisation'));
  const products = $api.useQuery('get', '/api/v1/products', ALL, is('product'));
  switch (field) {
    case 'state':
      return states;
    case 'channel':
      return channels;
    case 'entitlement':
      return entitlements;
    case 'priority':
      return priorities;
    case 'tier':
      return tiers.data?.items.map(({ number, name }) => ({ value: String(number), label: name })) ?? [];
    case 'sector':
      return sectors.data?.items.map(({ code, name }) => ({ value: code, label: name })) ?? [];
    case 'assignee':
      return [{ value: 'me', label: say('me') }, { value: 'none', label: say('nobody') }, ...named(agents.data?.items)];
    case 'team':
      return named(teams.data?.items);
    case 'organisation':
      return named(organisations.data?.items);
    case 'product':
      return products.data?.items.map(({ code, name }) => ({ value: code, label: name })) ?? [];
    case 'atRisk':
    case 'breached':
    case 'vendorCase':
      return [
        { value: 'true', label: say('yes') },
        { value: 'false', label: say('no') },
      ];
    default:
      return null;
  }
}

const named = (items: readonly { readonly id: string; readonly name: string }[] = []): Choice[] =>
  items.map(({ id, name }) => ({ value: id, label: name }));

function useOf<Key extends string>(texts: Words<Key>): readonly Choice[] {
  const say = useWords(texts);
  return (Object.keys(texts.en) as Key[]).map((value) => ({ value, label: say(value) }));
}
