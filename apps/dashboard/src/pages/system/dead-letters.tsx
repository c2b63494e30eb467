import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../../api/client';
import { Clamped } from '../../parts/clamped';
import { TextLink } from '../../parts/link';
import { leavingLine } from '../../parts/pass-focus';
import { Empty, Loaded, ProblemNote } from '../../parts/states';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import classes from './system.module.css';
import { words } from './words';

const KEY = ['get', '/api/v1/desk/dead-letters'];

const page = async (cursor: string | null, signal: AbortSignal) => {
  const query = cursor === null ? {} : { cursor };
  const { data } = await api.GET('/api/v1/desk/dead-letters', { params: { query }, signal });
  return data!;
};

type Letter = Awaited<ReturnType<typeof page>>['items'][number];

export function DeadLetters() {
  const say = useWords(words);
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const redrive = useMutation({
    mutationFn: async (id: string | null) => {
      const { data } =
        id === null
          ? await api.POST('/api/v1/desk/dead-letters/redrive', { body: {} })
          : await api.POST('/api/v1/desk/dead-letters/{id}/redrive', { params: { path: { id } } });
      return data!.redriven;
    },
    onSuccess: (count) => notifications.show({ message: say('redriven', { count }), color: 'green' }),
    onSettled: () =>
      Promise.all(
        [KEY, ['get', '/api/v1/desk/message-queues']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
  return (
    <section aria-labelledby="letters">
      <Group justify="space-between" mb="xs">
        <Text component="h2" id="letters" fw={600}>
          {say('letters')}
        </Text>
        {(query.data?.pages[0]?.items.length ?? 0) > 0 && (
          <Button
            size="xs"
            variant="light"
            loading={redrive.isPending && redrive.variables === null}
            onClick={() => !redrive.isPending && redrive.mutate(null)}
          >
            {say('redriveAll')}
          </Button>
        )}
      </Group>
      {redrive.error && <ProblemNote error={redrive.error} />}
      <Loaded query={query}>
        {({ pages }) => {
          const letters = pages.flatMap(({ items }) => items);
          if (letters.length === 0)
            return (
              <Empty icon={<IconCircleCheck size={32} />} title={say('none')}>
                {say('noneHelp')}
              </Empty>
            );
          return (
            <Stack gap={0}>
              <Text size="sm" c="dimmed" mb="xs">
                {say('lettersHelp')}
              </Text>
              <ul className={classes.letters}>
                {letters.map((letter) => (
                  <DeadLetter
                    key={letter.id}
                    letter={letter}
                    onRedrive={(line) =>
                      !redrive.isPending && redrive.mutate(letter.id, { onSuccess: leavingLine(line) })
                    }
                    isNow={redrive.isPending && redrive.variables === letter.id}
                  />
                ))}
              </ul>
              {query.hasNextPage && (
                <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {say('more')}
                </Button>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </section>
  );
}

interface DeadLetterProps {
  readonly letter: Letter;
  /** It is being sent again. */
  readonly isNow: boolean;
  readonly onRedrive: (line: HTMLElement | null) => void;
}

function DeadLetter({ letter, isNow, onRedrive }: DeadLetterProps) {
  const say = useWords(words);
  const formats = useFormats();
  const ticketId = ticketOf(letter.data);
  const line = useRef<HTMLLIElement>(null);
  return (
    <li ref={line} className={classes.letter}>
      <Stack gap={4} miw={0}>
        <Group gap="xs">
          <Code>{letter.message}</Code>
          <Text size="sm" c="dimmed" className="figures">
            {letter.queue} · {say('tries', { count: letter.failures })} · {formats.instant(letter.deadAt)}
          </Text>
        </Group>
        <Text size="sm" component="div">
          <Clamped lines={4}>{letter.error.message}</Clamped>
        </Text>
        {ticketId && (
          <TextLink size="sm" to="/tickets/$id" params={{ id: ticketId }}>
            {say('openTicket')}
          </TextLink>
        )}
      </Stack>
      <Button
        size="xs"
        variant="default"
        aria-label={`${say('redrive')}: ${letter.message}`}
        loading={isNow}
        onClick={() => onRedrive(line.current)}
      >
        {say('redrive')}
      </Button>
    </li>
  );
}

const ticketOf = (data: unknown): string | null =>
  typeof data === 'object' && data !== null && 'ticketId' in data && typeof data.ticketId === 'string'
    ? data.ticketId
    : null;
