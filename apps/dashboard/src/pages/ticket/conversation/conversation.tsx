import { Box, Button, Stack } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Empty, LoadingRows, ProblemNote } from '../../../parts/states';
import { useMe } from '../../../shell/session';
import { useShortcut } from '../../../shell/shortcuts';
import { defineWords, useWords } from '../../../words/words';
import { usePosts } from '../ticket-data';
import { Post } from './post';
import { stepThroughPosts } from './step-through-posts';
import { useNewest } from './use-newest';
import classes from './conversation.module.css';

const words = defineWords({
  en: {
    conversation: 'Conversation',
    older: '{count, plural, one {Show # older post} other {Show # older posts}}',
    fresh: '{count, plural, one {# new post} other {# new posts}}',
    empty: 'Nothing was written yet',
    next: 'Next post',
    previous: 'Previous post',
  },
  ru: {
    conversation: 'Переписка',
    older:
      '{count, plural, one {Показать # раннее сообщение} few {Показать # ранних сообщения} many {Показать # ранних сообщений} other {Показать # ранних сообщения}}',
    fresh:
      '{count, plural, one {# новое сообщение} few {# новых сообщения} many {# новых сообщений} other {# новых сообщения}}',
    empty: 'Пока ничего не написано',
    next: 'Следующее сообщение',
    previous: 'Предыдущее сообщение',
  },
  ko: {
    conversation: '대화',
    older: '이전 글 {count}개 보기',
    fresh: '새 글 {count}개',
    empty: '아직 작성된 글이 없습니다',
    next: '다음 글',
    previous: '이전 글',
  },
});

/** How many of the newest are there at once. */
const AT_ONCE = 40;

/** What the customer and we wrote, the newest at the bottom; what arrives appears by itself and does not move what is read. */
export function Conversation({ ticketId }: { readonly ticketId: string }) {
  const say = useWords(words);
  const me = useMe();
  const query = usePosts(ticketId);
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  const [atOnce, setAtOnce] = useState(AT_ONCE);
  const list = useRef<HTMLDivElement>(null);
  // The API tells the oldest first: what follows is read until the newest is there.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);

  const posts = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = posts.slice(-atOnce);
  const older = posts.length - shown.length;
  const { unseen, firstNew, toNewest } = useNewest(list, posts);
  useShortcut('J', say('next'), posts.length > 0 ? () => stepThroughPosts(list.current, 1) : null);
  useShortcut('K', say('previous'), posts.length > 0 ? () => stepThroughPosts(list.current, -1) : null);

  return (
    <Box component="section" aria-label={say('conversation')} className={classes.frame}>
      <div className={classes.list} ref={list} tabIndex={0} role="log" aria-live="off" aria-label={say('conversation')}>
        {query.isPending && <LoadingRows rows={4} height={84} />}
        {isError && (posts.length === 0 || hasNextPage) && (
          <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isSuccess && posts.length === 0 && <Empty title={say('empty')} />}
        {older > 0 && (
          <Button variant="subtle" size="xs" onClick={() => setAtOnce(atOnce + 100)} mb="sm" fullWidth>
            {say('older', { count: older })}
          </Button>
        )}
        <Stack gap="sm">
          {shown.map((post) => (
            <Post
              key={post.id}
              ticketId={ticketId}
              post={post}
              isMine={post.author.id === me.id}
              isNew={firstNew !== null && post.createdAt >= firstNew && post.author.id !== me.id}
            />
          ))}
        </Stack>
      </div>
      {unseen > 0 && (
        <Button
          className={classes.fresh}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowDown size={14} />}
          onClick={toNewest}
        >
          {say('fresh', { count: unseen })}
        </Button>
      )}
    </Box>
  );
}
