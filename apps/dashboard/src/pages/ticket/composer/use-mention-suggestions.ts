import { useState, type KeyboardEvent, type RefObject } from 'react';
import { suggested, typedMention } from './typed-mention';

interface Colleague {
  readonly id: string;
  readonly name: string;
}

interface Given {
  /** Whether mentions mean anything here. */
  readonly isOn: boolean;
  readonly text: string;
  readonly write: (text: string) => void;
  readonly colleagues: readonly Colleague[];
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Names that fit what is typed behind an @, and the keys that choose one. */
export function useMentionSuggestions({ isOn, text, write, colleagues, field }: Given) {
  const [cursor, setCursor] = useState(0);
  const [active, setActive] = useState(0);
  const [closedAt, close] = useState<number | null>(null);
  const typed = isOn ? typedMention(text, Math.min(cursor, text.length)) : null;
  const people = typed && typed.from !== closedAt ? suggested(colleagues, typed) : [];
  const at = Math.min(active, Math.max(0, people.length - 1));

  const pick = (index: number): void => {
    const person = people[index];
    if (!person || !typed) return;
    const before = `${text.slice(0, typed.from)}@${person.name} `;
    write(before + text.slice(cursor).replace(/^ /, ''));
    setCursor(before.length);
    setActive(0);
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length));
  };
  /** True: the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (people.length === 0 || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return false;
    if (event.key === 'ArrowDown') setActive((at + 1) % people.length);
    else if (event.key === 'ArrowUp') setActive((at + people.length - 1) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(at);
    else if (event.key === 'Escape') close(typed?.from ?? null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const moved = (): void => {
    setCursor(field.current?.selectionStart ?? 0);
    if (closedAt !== null && !typed) close(null);
  };
  return { people, active: at, pick, onKey, moved };
}
