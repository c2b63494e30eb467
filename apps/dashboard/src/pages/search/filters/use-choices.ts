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
  const yesOrNo = [
    { value: 'true', label: say('yes') },
    { value: 'false', label: say('no') },
  ];
  const assignees = [
    { value: 'me', label: say('me') },
    { value: 'none', label: say('nobody') },
  ];
  const choices: { readonly [Each in Field]?: readonly Choice[] } = {
    state: states,
    channel: channels,
    entitlement: entitlements,
    priority: priorities,
    tier: tiers.data?.items.map(({ number, name }) => ({ value: String(number), label: name })) ?? [],
    sector: coded(sectors.data?.items),
    product: coded(products.data?.items),
    assignee: [...assignees, ...named(agents.data?.items)],
    team: named(teams.data?.items),
    organisation: named(organisations.data?.items),
    atRisk: yesOrNo,
    breached: yesOrNo,
    vendorCase: yesOrNo,
  };
  return choices[field] ?? null;
}

const coded = (items: readonly { readonly code: string; readonly name: string }[] = []): Choice[] =>
  items.map(({ code, name }) => ({ value: code, label: name }));

const named = (items: readonly { readonly id: string; readonly name: string }[] = []): Choice[] =>
  items.map(({ id, name }) => ({ value: id, label: name }));

function useOf<Key extends string>(texts: Words<Key>): readonly Choice[] {
  const say = useWords(texts);
  return (Object.keys(texts.en) as Key[]).map((value) => ({ value, label: say(value) }));
}
