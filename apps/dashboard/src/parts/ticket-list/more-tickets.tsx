import { Button, Center, Loader, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, type RefObject } from 'react';
import { defineWords, useWords } from '../../words/words';
import { ProblemNote } from '../states';
import { PAGE } from './ticket-pages';

const words = defineWords({
  en: { more: 'Show more', shown: '{count, plural, one {# ticket is shown} other {# tickets are shown}}' },
  ru: {
    more: 'Показать ещё',
    shown:
      '{count, plural, one {Показана # заявка} few {Показаны # заявки} many {Показано # заявок} other {Показано # заявки}}',
  },
  ko: { more: '더 보기', shown: '티켓 {count}건이 표시됨' },
});

/** How far below the screen the end of the list may be when its next page is read. */
const NEAR = '400px';

interface Props {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetching: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: unknown;
    readonly fetchNextPage: (options: { readonly cancelRefetch: boolean }) => unknown;
  };
  /** How many rows are there. */
  readonly shown: number;
  readonly list: RefObject<HTMLElement | null>;
}

/** Reads the next page of a list when its end comes near; a button for who comes there faster, or after a failure. */
export function MoreTickets({ query, shown, list }: Props) {
  const say = useWords(words);
  const end = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const before = useRef(shown);
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  // A new observer says at once where the end is now; while something is read there is none.
  const mayRead = hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (!mayRead || !end.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        void fetchNextPage({ cancelRefetch: false });
      },
      { rootMargin: `0px 0px ${NEAR}` },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [mayRead, fetchNextPage]);
  // Who stands on the button goes on with the first ticket that has come.
  useEffect(() => {
    const first = before.current;
    before.current = shown;
    if (shown <= first || !hasFocus.current) return;
    hasFocus.current = false;
    list.current?.querySelectorAll<HTMLElement>('a[data-row]')[first]?.focus();
  }, [shown, list]);
  return (
    <div ref={end}>
      {isFetchNextPageError && !isFetching && <ProblemNote error={query.error} />}
      {hasNextPage && (
        <Center mt="sm">
          <Button
            variant="subtle"
            aria-busy={query.isFetchingNextPage}
            leftSection={query.isFetchingNextPage && <Loader size={14} />}
            onFocus={() => (hasFocus.current = true)}
            onBlur={() => (hasFocus.current = false)}
            onClick={() => !isFetching && void fetchNextPage({ cancelRefetch: false })}
          >
            {say('more')}
          </Button>
        </Center>
      )}
      <VisuallyHidden role="status">{shown > PAGE && say('shown', { count: shown })}</VisuallyHidden>
    </div>
  );
}
