import { useHotkeys } from '@mantine/hooks';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

/** A key for something done a hundred times a day. `keys` as Mantine writes them: `mod+K`, `R`, `shift+?`. */
export interface Shortcut {
  readonly keys: string;
  /** What it does, in the language of the screen; the sheet behind `?` lists it. */
  readonly label: string;
}

interface Registry {
  readonly shortcuts: readonly Shortcut[];
  readonly add: (shortcut: Shortcut) => () => void;
}

const Shortcuts = createContext<Registry>({ shortcuts: [], add: () => () => undefined });

/** Knows every shortcut that works just now. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  const add = useRef((shortcut: Shortcut) => {
    setShortcuts((all) => [...all, shortcut]);
    return () => setShortcuts((all) => all.filter((each) => each !== shortcut));
  }).current;
  const registry = useMemo(() => ({ shortcuts, add }), [shortcuts, add]);
  return <Shortcuts value={registry}>{children}</Shortcuts>;
}

export const useShortcuts = (): readonly Shortcut[] => useContext(Shortcuts).shortcuts;

/** Binds a key while the component is mounted, not while somebody types, and lists it. `action` null: the key does nothing now. */
export function useShortcut(keys: string, label: string, action: (() => void) | null): void {
  const { add } = useContext(Shortcuts);
  const isOn = action !== null;
  useHotkeys(action ? [[keys, action]] : []);
  useEffect(() => (isOn ? add({ keys, label }) : undefined), [add, keys, label, isOn]);
}
