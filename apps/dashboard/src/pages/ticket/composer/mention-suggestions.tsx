import { Paper, Text } from '@mantine/core';
import classes from './composer.module.css';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly active: number;
  readonly onPick: (index: number) => void;
}

/** Colleagues whose name is being typed: arrows and Enter, or a click. */
export function MentionSuggestions({ id, label, people, active, onPick }: Props) {
  if (people.length === 0) return null;
  return (
    <Paper withBorder shadow="md" className={classes.suggestions ?? ''} role="listbox" id={id} aria-label={label}>
      {people.map((person, index) => (
        <Text
          key={person.id}
          size="sm"
          role="option"
          id={`${id}-${index}`}
          aria-selected={index === active}
          className={classes.suggestion}
          // The field keeps the focus.
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(index);
          }}
        >
          {person.name}
        </Text>
      ))}
    </Paper>
  );
}
