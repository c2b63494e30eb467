import { Button, Text } from '@mantine/core';
import { Instant } from '../../../parts/instant';
import { LoadingRows, ProblemNote } from '../../../parts/states';
import { actorWords, returnReasonWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { defineWords, useWords } from '../../../words/words';
import { useAgents, useTimeline, type EventView } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { eventWords } from './event-words';
import { Panel } from './panel';
import classes from './lines.module.css';

const words = defineWords({
  en: { title: 'Timeline', more: 'Show what followed', nobody: 'nobody' },
  ru: { title: 'Хронология', more: 'Показать дальше', nobody: 'никому' },
  ko: { title: '타임라인', more: '이후 보기', nobody: '없음' },
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
  const tell = useTold();
  const { name, kind } = event.actor;
  const isSystem = kind === 'system';
  return (
    <li>
      <Text size="sm">
        {!isSystem && <b>{name ?? actor(kind)}</b>} {isSystem ? upperFirst(tell(event)) : tell(event)}
      </Text>
      <Text size="xs" c="dimmed">
        <Instant at={event.at} />
      </Text>
    </li>
  );
}

const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

const isTold = (type: string): type is keyof typeof eventWords.en => Object.hasOwn(eventWords.en, type);

function useTold(): (event: EventView) => string {
  const say = useWords(eventWords);
  const text = useWords(words);
  const reason = useWords(returnReasonWords);
  const formats = useFormats();
  const agents = useAgents().data?.items;
  return ({ type, data }) => {
    if (!isTold(type)) return type.replace(/^ticket\./, '').replaceAll(/[.-]/g, ' ');
    const { tier, sector, seconds, assigneeId, vendor, reasonCode } = data;
    return say(type, {
      place: [typeof tier === 'number' ? `L${tier}` : '', typeof sector === 'string' ? sector : '']
        .filter(Boolean)
        .join(' '),
      time: formats.duration(typeof seconds === 'number' ? seconds : 0),
      name: agents?.find(({ id }) => id === assigneeId)?.name ?? text('nobody'),
      vendor: typeof vendor === 'string' ? vendor : '',
      reason: typeof reasonCode === 'string' ? reason(reasonCode as 'other') : '',
    });
  };
}
