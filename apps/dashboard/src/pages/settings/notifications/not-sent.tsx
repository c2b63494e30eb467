import { Badge, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Instant } from '../../../parts/instant';
import { TextLink } from '../../../parts/link';
import { Loaded } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { Act, ItemTable } from '../parts/item-table';
import { SectionHead } from '../parts/section-head';
import { words } from './words';

const KEY = ['get', '/api/v1/notifications/mails', 'not-sent'] as const;

const notSent = async (signal: AbortSignal) => {
  const pages = await Promise.all(
    (['failed', 'suppressed'] as const).map((state) =>
      api.GET('/api/v1/notifications/mails', { params: { query: { state, limit: 50 } }, signal }),
    ),
  );
  return pages
    .flatMap(({ data }) => data!.items)
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
};
type Mail = Awaited<ReturnType<typeof notSent>>[number];

/** Mails that nobody got, and sending them after all. */
export function NotSent() {
  const say = useWords(words);
  const client = useQueryClient();
  const mails = useQuery({ queryKey: KEY, queryFn: ({ signal }) => notSent(signal), staleTime: 0 });
  const resend = useMutation({
    mutationFn: (id: string) => api.POST('/api/v1/notifications/mails/{id}/resend', { params: { path: { id } } }),
    onSuccess: () => notifications.show({ color: 'green', message: say('resent') }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <section>
      <SectionHead isPart title={say('notSent')} help={say('notSentHelp')} />
      <ActionProblem error={resend.error} />
      <Loaded query={mails}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say('noneNotSent')}
            </Text>
          ) : (
            <ItemTable<Mail>
              label={say('notSent')}
              items={items}
              keyOf={({ id }) => id}
              nameOf={({ recipient }) => recipient}
              actions={({ id, recipient }) => (
                <Act label={say('resend', { to: recipient })} onClick={() => resend.mutate(id)}>
                  <IconSend size={16} />
                </Act>
              )}
              columns={[
                {
                  head: say('to'),
                  width: '30%',
                  cell: ({ recipient, subject, state }) => (
                    <div style={{ overflowWrap: 'anywhere' }}>
                      {recipient}{' '}
                      <Badge size="sm" variant="default" tt="none">
                        {say(state === 'failed' ? 'failed' : 'suppressed')}
                      </Badge>
                      <Text size="xs" c="dimmed" fw={400}>
                        {subject}
                      </Text>
                    </div>
                  ),
                },
                {
                  head: say('ticket'),
                  cell: ({ ticket }) =>
                    ticket ? (
                      <TextLink to="/tickets/$id" params={{ id: ticket.number }}>
                        {ticket.number}
                      </TextLink>
                    ) : (
                      say('test')
                    ),
                },
                { head: say('when'), cell: ({ createdAt }) => <Instant at={createdAt} /> },
                { head: say('why'), cell: ({ reason }) => <span lang="en">{reason ?? '–'}</span> },
              ]}
            />
          )
        }
      </Loaded>
    </section>
  );
}
