import type { AgentCaller } from '#access';
import { postSchema, postsNamed, run, type LockedTicket, type Tx } from '#database';
import { DomainError } from '#domain';
import { RefusesWith } from '#http';
import { z } from 'zod';

/** What an action that writes to the customer takes beside its own fields. */
export const lastSeenPostId = z
  .uuid()
  .optional()
  .meta({ description: 'The last post you have seen: refused when somebody else has written since.' });

/** Most of the posts that were missed are shown; of more, the newest. */
const MOST_SHOWN = 20;

/** Documents what `expectSeen` refuses; above the action's own decorator. */
export const RefusesMovedConversation = (...conflicts: readonly `${string}.${string}`[]): MethodDecorator =>
  RefusesWith(
    409,
    {
      newPosts: z
        .array(postSchema)
        .optional()
        .meta({ description: 'With `ticket.conversation-moved`: what was written since, oldest first.' }),
      lastPostId: z.uuid().optional().meta({ description: 'Send it as `lastSeenPostId` when you have read them.' }),
      omitted: z
        .int()
        .optional()
        .meta({ description: `How many older ones are left out: at most ${MOST_SHOWN} are shown.` }),
    },
    'ticket.stale-version',
    'ticket.illegal-transition',
    'ticket.conversation-moved',
    ...conflicts,
  );

/**
 * Refuses what was written without knowing what somebody else wrote meanwhile, to the customer or internally: 409
 * `ticket.conversation-moved` with those posts. Who names no post is not held up.
 */
export async function expectSeen(tx: Tx, ticket: LockedTicket, agent: AgentCaller, seen?: string): Promise<void> {
  if (seen === undefined) return;
  const [found] = await run<{ isKnown: boolean; missed: string[] }>(tx, missedSince, [ticket.id, seen, agent.id]);
  if (!found?.isKnown) throw unknownPost();
  if (found.missed.length === 0) return;
  const newPosts = await postsNamed(tx, found.missed.slice(-MOST_SHOWN));
  throw new DomainError(
    'conflict',
    'ticket.conversation-moved',
    'Somebody has written on this ticket since: read `newPosts`, then send yours again with `lastPostId` as `lastSeenPostId`.',
    { newPosts, lastPostId: found.missed.at(-1), omitted: found.missed.length - newPosts.length },
  );
}

function unknownPost(): DomainError {
  const detail = 'There is no such post on this ticket: send the id of the last one you have read.';
  return new DomainError('refused', 'post.unknown', detail, { errors: [{ pointer: '/lastSeenPostId', detail }] });
}

/* In the order of the ticket's log, which is that of writing: times may be equal. */
const missedSince = {
  name: 'desk-missed-posts',
  text: `WITH seen AS (
      SELECT coalesce((SELECT version FROM ticket_event WHERE ticket_id = $1 AND data->>'postId' = $2::uuid::text), 1) AS version
      FROM post WHERE ticket_id = $1 AND id = $2::uuid
    )
    SELECT EXISTS (SELECT FROM seen) AS "isKnown", coalesce((
      SELECT array_agg(post.id ORDER BY event.version)
      FROM seen JOIN ticket_event event ON event.ticket_id = $1 AND event.version > seen.version
        JOIN post ON post.ticket_id = $1 AND post.id::text = event.data->>'postId'
      WHERE NOT (post.author_kind = 'agent' AND post.author_id = $3::uuid::text)), '{}') AS missed`,
};
