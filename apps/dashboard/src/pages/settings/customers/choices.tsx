import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useContacts, useOrganisation, useOrganisations, useProduct, useProducts } from './customer-data';

interface ChoiceProps extends Pick<SelectProps, 'label' | 'description' | 'placeholder' | 'required' | 'error'> {
  /** An id; empty: none. */
  readonly value?: string;
  readonly onChange: (id: string) => void;
}
interface Named {
  readonly id: string;
  readonly name: string;
}

/** One of many, found by a part of its name on the server. */
function Choice({
  value = '',
  onChange,
  found,
  chosen,
  onSearch,
  ...props
}: ChoiceProps & {
  readonly found: readonly Named[];
  readonly chosen: Named | undefined;
  readonly onSearch: (text: string) => void;
}) {
  const all = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <Select
      {...props}
      searchable
      clearable={!props.required}
      data={all.map(({ id, name }) => ({ value: id, label: name }))}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      onSearchChange={onSearch}
    />
  );
}

const flat = <Entry,>(data: { readonly pages: readonly { readonly items: readonly Entry[] }[] } | undefined) =>
  data?.pages.flatMap(({ items }) => items) ?? [];

export function OrganisationChoice(props: ChoiceProps) {
  const chosen = useOrganisation(props.value || null);
  const [text, search] = useState('');
  const [q] = useDebouncedValue(text === chosen?.name ? '' : text, 250);
  return <Choice {...props} found={flat(useOrganisations(q).data)} chosen={chosen} onSearch={search} />;
}

export function ProductChoice(props: ChoiceProps) {
  const chosen = useProduct(props.value || null);
  const [text, search] = useState('');
  const [q] = useDebouncedValue(text === chosen?.name ? '' : text, 250);
  return <Choice {...props} found={flat(useProducts(q).data)} chosen={chosen} onSearch={search} />;
}

/** One of an organisation's people: the first of them are enough to choose from. */
export function ContactChoice({ organisation, ...props }: ChoiceProps & { readonly organisation: string }) {
  const found = flat(useContacts({ organisation }).data).map(({ id, name, email }) => ({ id, name: name ?? email }));
  return <Choice {...props} found={found} chosen={found.find(({ id }) => id === props.value)} onSearch={() => {}} />;
}
