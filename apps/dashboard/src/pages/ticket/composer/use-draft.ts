import { useCallback, useState } from 'react';

const keyOf = (name: string): string => `tierline-draft:${name}`;

function kept(name: string): string {
  try {
    return localStorage.getItem(keyOf(name)) ?? '';
  } catch {
    return '';
  }
}

function keep(name: string, text: string): void {
  try {
    if (text) localStorage.setItem(keyOf(name), text);
    else localStorage.removeItem(keyOf(name));
  } catch {
    // A full or forbidden store: the text is still in the field.
  }
}

/** A text that survives leaving the page until it is sent (`write('')`). `name` names what it is for. */
export function useDraft(name: string): readonly [text: string, write: (text: string) => void] {
  const [draft, setDraft] = useState(() => ({ name, text: kept(name) }));
  if (draft.name !== name) setDraft({ name, text: kept(name) });
  const write = useCallback(
    (text: string) => {
      keep(name, text);
      setDraft({ name, text });
    },
    [name],
  );
  return [draft.name === name ? draft.text : kept(name), write];
}

/** Puts a text behind a draft that is not on the screen. */
export function addToDraft(name: string, added: string): void {
  const before = kept(name);
  keep(name, before.trim() ? `${before.trimEnd()}\n\n${added}` : added);
}
