import { useCallback, useRef, type RefObject } from 'react';

/** Moves through the tickets of a list by keys: the focus is the mark. */
export interface RowKeys<Element extends HTMLElement> {
  readonly list: RefObject<Element | null>;
  /** The ticket whose row has the focus. */
  readonly current: () => string | null;
  readonly move: (by: 1 | -1) => void;
}

export function useRowKeys<Element extends HTMLElement>(): RowKeys<Element> {
  const list = useRef<Element>(null);
  const current = useCallback(
    () => document.activeElement?.closest<HTMLElement>('[data-ticket]')?.dataset.ticket ?? null,
    [],
  );
  const move = useCallback(
    (by: 1 | -1) => {
      const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])];
      const at = links.findIndex((link) => link.dataset.row === current());
      const next = at < 0 ? (by > 0 ? links[0] : links.at(-1)) : links[at + by];
      next?.focus();
      next?.closest('[data-ticket]')?.scrollIntoView({ block: 'nearest' });
    },
    [current],
  );
  return { list, current, move };
}
