import { Autocomplete, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useRef } from 'react';
import { useWords } from '../../words/words';
import type { NewTicketForm } from './new-ticket-form';
import { Suggestion } from './suggestion';
import type { KnownContact } from './suggestions';
import { words } from './words';

interface Props {
  readonly form: UseFormReturnType<NewTicketForm>;
  /** Who may be meant. */
  readonly contacts: readonly KnownContact[];
  /** Whose address was typed or chosen. */
  readonly known: KnownContact | undefined;
}

/** Who asks: somebody of the directory, found by address or name, or somebody new. */
export function RequesterFields({ form, contacts, known }: Props) {
  const say = useWords(words);
  // A name that came with an address goes with it.
  const cameWith = useRef<string | null>(null);
  const { onChange, ...input } = form.getInputProps('email') as {
    readonly onChange: (value: string) => void;
    readonly value: string;
  };
  const options = [...new Map(contacts.map((contact) => [contact.email, contact])).values()];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Autocomplete
        label={say('email')}
        placeholder={say('emailOrName')}
        description={known ? [say('known'), known.organisationName].filter(Boolean).join(' · ') : say('emailHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        descriptionProps={{ role: 'status' }}
        inputMode="email"
        autoComplete="off"
        required
        data-autofocus
        maxLength={320}
        data={options.map(({ email }) => email)}
        // The server has chosen them: by the name too.
        filter={({ options: all }) => all}
        renderOption={({ option: { value } }) => (
          <Suggestion {...partsOf(options.find(({ email }) => email === value)!)} />
        )}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        {...input}
        onChange={(value) => {
          onChange(value);
          const chosen = options.find((contact) => contact.email === value);
          if (chosen?.name) form.setFieldValue('name', chosen.name);
          else if (cameWith.current !== null && form.getValues().name === cameWith.current)
            form.setFieldValue('name', '');
          cameWith.current = chosen?.name ?? null;
        }}
      />
      <TextInput label={say('name')} maxLength={200} {...form.getInputProps('name')} />
    </SimpleGrid>
  );
}

const partsOf = ({ email, name, organisationName }: KnownContact) => ({
  main: name ?? email,
  more: [name && email, organisationName].filter(Boolean).join(' · '),
});
