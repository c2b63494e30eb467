import { Checkbox, ScrollArea, Select, Stack, type OptionsFilter } from '@mantine/core';
import { useWords } from '../../../words/words';
import { fieldWords } from './field-words';
import { fields, type Field } from './fields';
import type { Choice } from './use-choices';
import { WhenEditor } from './when-editor';
import { WrittenEditor } from './written-editor';

export interface EditorProps {
  readonly field: Field;
  readonly value: string;
  readonly choices: readonly Choice[] | null;
  /** What is looked for among the choices. */
  readonly onType: (typed: string) => void;
  readonly onChange: (value: string | undefined) => void;
  readonly onDone: () => void;
}

/** Chooses what a filter is set to. Several choices apply at once; the rest when it is said. */
export function FieldEditor(props: EditorProps) {
  switch (fields[props.field]) {
    case 'some':
      return <SomeEditor {...props} />;
    case 'one':
    case 'flag':
      return <OneEditor {...props} />;
    case 'when':
      return <WhenEditor {...props} />;
    case 'text':
    case 'words':
    case 'email':
    case 'count':
      return <WrittenEditor {...props} />;
  }
}

function SomeEditor({ field, value, choices, onChange }: EditorProps) {
  const say = useWords(fieldWords);
  const chosen = value === '' ? [] : value.split(',');
  return (
    <Checkbox.Group
      label={say(field)}
      value={chosen}
      // Emptied it stays open; closing takes it away.
      onChange={(values) => onChange(values.join(','))}
    >
      <ScrollArea.Autosize mah={300} mt="xs">
        <Stack gap={8}>
          {choices?.map((choice, index) => (
            <Checkbox key={choice.value} {...choice} size="xs" data-autofocus={index === 0 || undefined} />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Checkbox.Group>
  );
}

/** What is ours to look among: oneself, nobody. */
const OURS: readonly string[] = ['me', 'none'];
const foundOnly: OptionsFilter = ({ options, search }) =>
  options.filter(
    (option) =>
      !('value' in option) ||
      !OURS.includes(option.value) ||
      option.label.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()),
  );

/** The server looks among these: what it found fits, also where the label does not say why (an address, a code). */
const FOUND: readonly Field[] = ['assignee', 'organisation', 'product'];

function OneEditor({ field, value, choices, onType, onChange, onDone }: EditorProps) {
  const say = useWords(fieldWords);
  const known = choices?.some((choice) => choice.value === value) ?? false;
  return (
    <Select
      label={say(field)}
      placeholder={say('choose')}
      data-autofocus
      size="sm"
      searchable
      onSearchChange={(typed) => onType(choices?.some(({ label }) => label === typed) ? '' : typed)}
      {...(FOUND.includes(field) && { filter: foundOnly })}
      defaultDropdownOpened
      comboboxProps={{ withinPortal: false }}
      nothingFoundMessage={say('nothing')}
      data={choices ? [...choices, ...(value !== '' && !known ? [{ value, label: value }] : [])] : []}
      value={value === '' ? null : value}
      onChange={(chosen) => {
        onChange(chosen ?? undefined);
        onDone();
      }}
    />
  );
}
