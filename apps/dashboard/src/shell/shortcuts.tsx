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

/** In a dialog or a menu a letter is no command of the page below. */
const OVERLAYS = '[role="dialog"], [role="menu"], [role="listbox"]';

/** Binds a key while the component is mounted, not while somebody types, and lists it. `action` null: the key does nothing now. */
export function useShortcut(keys: string, label: string, action: (() => void) | null): void {
  const { add } = useContext(Shortcuts);
  const isOn = action !== null;
  const isLetter = /^[A-Z]$/i.test(keys);
  const act = ({ target }: KeyboardEvent): void => {
    if (!(isLetter && target instanceof Element && target.closest(OVERLAYS))) action?.();
  };
  // Letters by their place on the keyboard: with a Russian or Korean layout no key says `C`.
  useHotkeys(action ? [[keys, act, { usePhysicalKeys: isLetter }]] : []);
  useEffect(() => (isOn ? add({ keys, label }) : undefined), [add, keys, label, isOn]);
}
