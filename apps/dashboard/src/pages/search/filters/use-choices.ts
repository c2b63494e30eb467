import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import { allAgents } from '../../../parts/all-agents';
import { channelWords, entitlementWords, stateWords } from '../../../parts/state-words';
import { useWords, type Words } from '../../../words/words';
import { fieldWords } from './field-words';
import type { Field } from './fields';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The server looks for what was typed: there may be thousands. */
const found = (q: string) => ({ params: { query: { limit: 20, ...(q !== '' && { q }) } } });
const ALL = { params: { query: { limit: 100 } } };
const priorities: readonly Choice[] = ['P1', 'P2', 'P3', 'P4', 'P5'].map((value) => ({ value, label: value }));

/** What can be chosen for a field, with what is chosen among it; null where one writes. `typed` is a part of what is looked for. */
export function useChoices(field: Field, value: string, typed: string): readonly Choice[] | null {
  const say = useWords(fieldWords);
  const states = useOf(stateWords);
  const channels = useOf(channelWords);
  const entitlements = useOf(entitlementWords);
  const is = (...names: Field[]) => ({ enabled: names.includes(field), staleTime: 300_000 });
  const tiers = $api.useQuery('get', '/api/v1/tiers', {}, is('tier'));
  const sectors = $api.useQuery('get', '/api/v1/sectors', ALL, is('sector'));
  const [q] = useDebouncedValue(typed.trim(), 150);
  const kept = { placeholderData: keepPreviousData };
  const agents = $api.useQuery('get', '/api/v1/agents', found(q), { ...is('assignee'), ...kept });
  const teams = $api.useQuery('get', '/api/v1/teams', ALL, is('team'));
  const organisations = $api.useQuery('get', '/api/v1/organisations', found(q), { ...is('organisation'), ...kept });
  const products = $api.useQuery('get', '/api/v1/products', found(q), { ...is('product'), ...kept });
  const chosen = useChosen(field, value);
  const withChosen = (choices: readonly Choice[]) =>
    chosen === null || choices.some((choice) => choice.value === chosen.value) ? choices : [chosen, ...choices];
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
    product: withChosen(coded(products.data?.items)),
    assignee: withChosen([...assignees, ...named(agents.data?.items)]),
    team: named(teams.data?.items),
    organisation: withChosen(named(organisations.data?.items)),
    atRisk: yesOrNo,
    breached: yesOrNo,
    vendorCase: yesOrNo,
    watched: yesOrNo,
  };
  return choices[field] ?? null;
}

/** What is chosen where only some are listed, by its name. */
function useChosen(field: Field, value: string): Choice | null {
  const isId = value !== '' && value !== 'me' && value !== 'none';
  const is = (name: Field) => ({ enabled: field === name && isId, staleTime: 300_000 });
  const organisation = $api.useQuery(
    'get',
    '/api/v1/organisations/{id}',
    { params: { path: { id: value } } },
    is('organisation'),
  );
  const product = $api.useQuery(
    'get',
    '/api/v1/products',
    { params: { query: { code: value, limit: 1 } } },
    is('product'),
  );
  const agents = useQuery({ ...allAgents, ...is('assignee') });
  const names: { readonly [Each in Field]?: string | undefined } = {
    organisation: organisation.data?.name,
    product: product.data?.items[0]?.name,
    assignee: agents.data?.find(({ id }) => id === value)?.name,
  };
  const label = names[field];
  return label === undefined ? null : { value, label };
}

const coded = (items: readonly { readonly code: string; readonly name: string }[] = []): Choice[] =>
  items.map(({ code, name }) => ({ value: code, label: name }));

const named = (items: readonly { readonly id: string; readonly name: string }[] = []): Choice[] =>
  items.map(({ id, name }) => ({ value: id, label: name }));

function useOf<Key extends string>(texts: Words<Key>): readonly Choice[] {
  const say = useWords(texts);
  return (Object.keys(texts.en) as Key[]).map((value) => ({ value, label: say(value) }));
}
