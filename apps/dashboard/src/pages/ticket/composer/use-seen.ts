import { useState } from 'react';
import { useMe } from '../../../shell/session';
import { usePosts, type PostView } from '../ticket-data';

interface Seen {
  /** The newest post that was there when the text was begun, or that was read since. */
  readonly lastSeenPostId: string | undefined;
  /** What others wrote since. */
  readonly missed: readonly PostView[];
  readonly read: (postId?: string) => void;
}

/** What somebody who writes knows of: posts that arrive meanwhile count as unread until he says so. */
export function useSeen(ticketId: string, isWriting: boolean): Seen {
  const me = useMe();
  const posts = usePosts(ticketId).data?.pages.flatMap(({ items }) => items) ?? [];
  const newest = posts.at(-1)?.id;
  const [seen, setSeen] = useState<string | undefined>();
  const now = seen === undefined || !isWriting ? newest : seen;
  if (now !== seen) setSeen(now);
  const at = posts.findIndex(({ id }) => id === now);
  const missed = at === -1 ? [] : posts.slice(at + 1).filter(({ author }) => author.id !== me.id);
  return { lastSeenPostId: now, missed, read: (postId = newest) => setSeen(postId) };
}
