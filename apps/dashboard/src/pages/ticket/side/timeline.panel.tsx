import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Instant } from '../../../parts/instant';
import { LoadingRows, ProblemNote } from '../../../parts/states';
import { actorWords } from '../../../parts/state-words';
import { defineWords, useWords } from '../../../words/words';
import { useTimeline, type EventView } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { PlainText } from '../conversation/plain-text';
import { Panel } from './panel';
import { useTold } from './use-told';
import classes from './lines.module.css';

const words = defineWords({
  en: { title: 'Timeline', earlier: '{count, plural, one {Show # earlier line} other {Show # earlier lines}}' },
  ru: {
    title: 'Хронология',
    earlier:
      '{count, plural, one {Показать ещё # запись} few {Показать ещё # записи} many {Показать ещё # записей} other {Показать ещё # записи}}',
  },
  ko: { title: '타임라인', earlier: '이전 기록 {count}건 보기' },
});

/** How many of the newest are there at once. */
const AT_ONCE = 50;

/** What happened to the ticket, the newest first. */
export function TimelinePanel() {
  const say = useWords(words);
  const { ticket } = useDesk();
  const query = useTimeline(ticket.id);
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  const [atOnce, setAtOnce] = useState(AT_ONCE);
  // The API tells the oldest first: what follows is read until the newest is there.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const events = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = events.slice(-atOnce);
  const earlier = events.length - shown.length;
  return (
    <Panel title={say('title')}>
      {(query.isPending || hasNextPage) && !isError && <LoadingRows rows={5} height={32} />}
      {isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {!hasNextPage && (
        <>
          <ol className={classes.lines} reversed>
            {shown.toReversed().map((event) => (
              <Event key={event.version} event={event} />
            ))}
          </ol>
          {earlier > 0 && (
            <Button variant="subtle" size="compact-xs" ml={-8} onClick={() => setAtOnce(atOnce + 200)}>
              {say('earlier', { count: earlier })}
            </Button>
          )}
        </>
      )}
    </Panel>
  );
}

function Event({ event }: { readonly event: EventView }) {
  const actor = useWords(actorWords);
  const { sentence, detail } = useTold()(event);
  const { name, kind } = event.actor;
  const isSystem = kind === 'system';
  return (
    <li data-event={event.type}>
      <Text size="sm">
        {!isSystem && <b>{name ?? actor(kind)}</b>} <PlainText>{isSystem ? upperFirst(sentence) : sentence}</PlainText>
      </Text>
      {detail && (
        <Text size="xs" lineClamp={3}>
          <PlainText>{detail}</PlainText>
        </Text>
      )}
      <Text size="xs" c="dimmed">
        <Instant at={event.at} />
      </Text>
    </li>
  );
}

const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
