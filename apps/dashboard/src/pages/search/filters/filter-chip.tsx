import { Button, CloseButton, Popover } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../../words/words';
import { fieldWords } from './field-words';
import type { Field } from './fields';
import { FieldEditor } from './field-editor';
import classes from './filters.module.css';
import { useSaid } from './said';
import { useChoices } from './use-choices';

interface Props {
  readonly field: Field;
  readonly value: string;
  /** Just added: it asks at once. */
  readonly isNew: boolean;
  readonly onChange: (value: string | undefined) => void;
}

/** One filter: what it is set to, the way to change it, and to take it away. */
export function FilterChip({ field, value, isNew, onChange }: Props) {
  const say = useWords(fieldWords);
  const said = useSaid();
  const [typed, type] = useState('');
  const choices = useChoices(field, value, typed);
  const [isOpen, open] = useState(isNew);
  const name = say(field);
  const close = (): void => {
    open(false);
    if (value === '') onChange(undefined);
  };
  return (
    <span className={classes.chip}>
      <Popover
        opened={isOpen}
        onChange={(opened) => (opened ? open(true) : close())}
        position="bottom-start"
        width={280}
        trapFocus
        returnFocus
        shadow="md"
      >
        <Popover.Target>
          <Button
            variant="light"
            color="gray"
            size="compact-sm"
            className={classes.value}
            title={said(field, value, choices)}
            onClick={() => (isOpen ? close() : open(true))}
          >
            <span className={classes.name}>{name}:</span>&nbsp;{said(field, value, choices)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={say('change', { field: name })}>
          <FieldEditor
            field={field}
            value={value}
            choices={choices}
            onType={type}
            onChange={onChange}
            onDone={() => open(false)}
          />
        </Popover.Dropdown>
      </Popover>
      <CloseButton
        size="sm"
        className={classes.remove}
        aria-label={say('remove', { field: name })}
        onClick={() => onChange(undefined)}
      />
    </span>
  );
}
