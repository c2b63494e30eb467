import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { PostView } from '../ticket-data';

const NEAR = 80;
const isAtEnd = ({ scrollHeight, scrollTop, clientHeight }: Element): boolean =>
  scrollHeight - scrollTop - clientHeight < NEAR;

/** What moves when one reads on: the list, or on narrow screens the page. */
const scrolled = (list: HTMLElement): Element =>
  getComputedStyle(list).overflowY === 'auto' ? list : document.documentElement;

/**
 * Keeps the newest post in sight for whoever is at the end, and counts what arrived below for whoever reads further up.
 *   firstNew  when the first post that arrived while the page is open was written
 */
export function useNewest(list: RefObject<HTMLDivElement | null>, posts: readonly PostView[]) {
  const [unseen, setUnseen] = useState(0);
  const [firstNew, setFirstNew] = useState<string | null>(null);
  const known = useRef(0);
  const wasAtEnd = useRef(true);

  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const onScroll = (): void => {
      wasAtEnd.current = isAtEnd(scrolled(element));
      if (wasAtEnd.current) setUnseen(0);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      element.removeEventListener('scroll', onScroll);
      window.removeEventListener('scroll', onScroll);
    };
  }, [list]);

  const count = posts.length;
  const newest = posts.at(-1)?.createdAt ?? null;
  useLayoutEffect(() => {
    const arrived = count - known.current;
    const isFirst = known.current === 0;
    known.current = count;
    if (arrived <= 0) return;
    if (!isFirst) setFirstNew((before) => before ?? newest);
    const element = list.current && scrolled(list.current);
    const toEnd = (): void => element?.scrollTo({ top: element.scrollHeight });
    if (isFirst || wasAtEnd.current) toEnd();
    // A page that was just opened is put at its top by the router: before anything is painted it is at the end again.
    if (isFirst) requestAnimationFrame(toEnd);
    if (!isFirst && !wasAtEnd.current) setUnseen((before) => before + arrived);
  }, [count, newest, list]);

  const toNewest = (): void => {
    const element = list.current && scrolled(list.current);
    element?.scrollTo({ top: element.scrollHeight, behavior: 'smooth' });
    setUnseen(0);
  };
  return { unseen, firstNew, toNewest };
}
