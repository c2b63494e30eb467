import { Button, Text } from '@mantine/core';
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
  en: { title: 'Timeline', more: 'Show what followed' },
  ru: { title: 'Хронология', more: 'Показать дальше' },
  ko: { title: '타임라인', more: '이후 보기' },
});

/** What happened to the ticket, the newest first. */
export function TimelinePanel() {
  const say = useWords(words);
  const { ticket } = useDesk();
  const query = useTimeline(ticket.id);
  const events = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel title={say('title')}>
      {query.isPending && <LoadingRows rows={5} height={32} />}
      {query.isError && events.length === 0 && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-xs"
          ml={-8}
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {say('more')}
        </Button>
      )}
      <ol className={classes.lines} reversed>
        {events.toReversed().map((event) => (
          <Event key={event.version} event={event} />
        ))}
      </ol>
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
