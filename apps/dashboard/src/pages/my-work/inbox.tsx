import { Button, Text } from '@mantine/core';
import { IconAt, IconBulb, IconEye, IconMessage, IconUserCheck, type TablerIcon } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../api/client';
import type { operations } from '../../api/schema';
import { Instant } from '../../parts/instant';
import { TextLink } from '../../parts/link';
import { Loaded, LoadingRows } from '../../parts/states';
import { useWords } from '../../words/words';
import entries from '../../parts/entries.module.css';
import classes from './my-work.module.css';
import { Section } from './section';
import { words } from './words';

type Entry = operations['ShowInbox.list']['responses'][200]['content']['application/json']['items'][number];

const icons: Readonly<Record<Entry['kind'], TablerIcon>> = {
  mention: IconAt,
  watched: IconEye,
  assigned: IconUserCheck,
  'customer-replied': IconMessage,
  'consultation-answered': IconBulb,
};

/** What this agent was named in, was given, or wants to hear of; unread first. Opening a ticket reads what is said of it. */
export function Inbox() {
  const say = useWords(words);
  const client = useQueryClient();
  const query = $api.useQuery('get', '/api/v1/desk/inbox', { params: { query: { limit: 15 } } });
  const counts = $api.useQuery('get', '/api/v1/desk/inbox/counts');
  const { mutate, isPending } = $api.useMutation('post', '/api/v1/desk/inbox/read', {
    onSettled: () => void client.invalidateQueries(),
  });
  const unread = counts.data?.unread ?? 0;
  return (
    <Section
      title={say('inbox')}
      count={unread}
      action={
        unread > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            loading={isPending}
            onClick={() => mutate({ body: {} })}
          >
            {say('readAll')}
          </Button>
        )
      }
    >
      <Loaded query={query} loading={<LoadingRows rows={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say('noInbox')}
            </Text>
          ) : (
            <ul className={entries.list}>
              {items.map((entry) => (
                <InboxEntry
                  key={entry.id}
                  entry={entry}
                  onOpen={() => entry.readAt === null && mutate({ body: { ticketId: entry.ticket.id } })}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function InboxEntry({ entry, onOpen }: { readonly entry: Entry; readonly onOpen: () => void }) {
  const say = useWords(words);
  const Icon = icons[entry.kind];
  const { ticket, by, times, at, readAt } = entry;
  return (
    <li className={`${entries.item} ${classes.item}`} data-unread={readAt === null || undefined}>
      <Icon size={16} aria-hidden className={classes.icon} />
      <div className={entries.what}>
        <TextLink
          to="/tickets/$id"
          params={{ id: ticket.number }}
          size="sm"
          c="inherit"
          fw={readAt === null ? 600 : 400}
          lineClamp={1}
          onClick={onOpen}
        >
          {ticket.number} {ticket.subject}
        </TextLink>
        <Text size="xs" c="dimmed">
          {say(entry.kind, { name: by.name ?? say('somebody') })}
          {times > 1 && ` · ${say('times', { count: times })}`} · <Instant at={at} />
          {readAt === null && ` · ${say('new')}`}
        </Text>
      </div>
    </li>
  );
}
