import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../words/words';
import { words } from './words';

interface Props {
  readonly q: string | undefined;
  readonly onSearch: (q: string | undefined) => void;
}

/** Words to look for; it searches when one stops typing. */
export function SearchField({ q = '', onSearch }: Props) {
  const say = useWords(words);
  const [text, write] = useState(q);
  const [from, setFrom] = useState(q);
  // The address changed by itself: a view, the palette, or going back.
  if (q !== from) {
    setFrom(q);
    if (q !== text.trim()) write(q);
  }
  const later = useDebouncedCallback((words: string) => onSearch(words.trim() || undefined), 300);
  return (
    <form
      role="search"
      style={{ flex: '1 1 18rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim() || undefined);
      }}
    >
      <TextInput
        size="sm"
        type="search"
        aria-label={say('search')}
        placeholder={`${say('search')}: ${say('searchHelp')}`}
        leftSection={<IconSearch size={16} aria-hidden />}
        maxLength={500}
        value={text}
        onChange={({ currentTarget }) => {
          write(currentTarget.value);
          later(currentTarget.value);
        }}
        rightSection={
          text && (
            <CloseButton
              size="sm"
              aria-label={say('clear')}
              onClick={() => {
                write('');
                onSearch(undefined);
              }}
            />
          )
        }
      />
    </form>
  );
}
