import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../../words/words';
import type { EditorProps } from './field-editor';
import { fieldWords } from './field-words';
import { fields } from './fields';

/** For what one writes: an address, a tag, a number. */
export function WrittenEditor({ field, value, onChange, onDone }: EditorProps) {
  const say = useWords(fieldWords);
  const [text, write] = useState(value);
  const kind = fields[field];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChange(clean(text) || undefined);
        onDone();
      }}
    >
      <Stack gap="xs" align="flex-start">
        <TextInput
          w="100%"
          size="sm"
          data-autofocus
          label={say(field)}
          description={kind === 'email' ? say('email') : kind === 'words' ? say('comma') : undefined}
          type={kind === 'email' ? 'email' : kind === 'count' ? 'number' : 'text'}
          {...(kind === 'count' && { min: 0, max: 9_999 })}
          value={text}
          onChange={({ currentTarget }) => write(currentTarget.value)}
        />
        <Button type="submit" size="xs">
          {say('apply')}
        </Button>
      </Stack>
    </form>
  );
}

/** `a, ,b ` → `a,b`. */
const clean = (text: string): string =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
    .join(',');
