import { useHotkeys, type HotkeyItem } from '@mantine/hooks';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

/** Something that can be done on this page just now. The command palette offers it; with a key, the sheet behind `?` lists it. */
export interface Command {
  /** What it does, in the language of the screen. */
  readonly label: string;
  /** As Mantine writes them: `R`, `shift+?`; none: only in the palette. */
  readonly keys: string | null;
  /** Wherever one is, not only on this page. */
  readonly isEverywhere: boolean;
  readonly run: () => void;
}

interface Registry {
  readonly commands: readonly Command[];
  readonly add: (command: Command) => () => void;
}

const Commands = createContext<Registry>({ commands: [], add: () => () => undefined });

/** Knows every command that works just now. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const [commands, setCommands] = useState<readonly Command[]>([]);
  const add = useRef((command: Command) => {
    setCommands((all) => [...all, command]);
    return () => setCommands((all) => all.filter((each) => each !== command));
  }).current;
  const registry = useMemo(() => ({ commands, add }), [commands, add]);
  return <Commands value={registry}>{children}</Commands>;
}

export const useCommands = (): readonly Command[] => useContext(Commands).commands;

/** In a dialog or a menu a letter or a digit is no command of the page below. */
const OVERLAYS = '[role="dialog"], [role="menu"], [role="listbox"]';

interface Options {
  readonly isEverywhere?: boolean;
}

/** Binds a key while the component is mounted, not while somebody types, and lists it. `action` null: the key does nothing now. */
export function useShortcut(keys: string | null, label: string, action: (() => void) | null, options?: Options): void {
  const { add } = useContext(Commands);
  const isOn = action !== null;
  const isEverywhere = options?.isEverywhere ?? false;
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useHotkeys(isOn && keys !== null ? hotkeysOf(keys, () => latest.current?.()) : []);
  useEffect(
    () => (isOn ? add({ keys, label, isEverywhere, run: () => latest.current?.() }) : undefined),
    [add, keys, label, isOn, isEverywhere],
  );
}

/** The same where the number of commands changes. */
export function Shortcut({
  keys = null,
  label,
  action,
  isEverywhere = false,
}: {
  readonly keys?: string | null;
  readonly label: string;
  readonly action: () => void;
  readonly isEverywhere?: boolean;
}) {
  useShortcut(keys, label, action, { isEverywhere });
  return null;
}

/* By their place on the keyboard: with a Russian or Korean layout no key says `C` or `/`. */
function hotkeysOf(keys: string, action: () => void): HotkeyItem[] {
  const isLetter = /^[A-Z]$/i.test(keys);
  const act = ({ target }: KeyboardEvent): void => {
    if (!(keys.length === 1 && target instanceof Element && target.closest(OVERLAYS))) action();
  };
  const usePhysicalKeys = isLetter || keys === '/';
  if (keys === 'shift+?')
    return [
      [keys, act],
      ['shift+/', act, { usePhysicalKeys: true }],
    ];
  return [[keys, act, { usePhysicalKeys }]];
}
