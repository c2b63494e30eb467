import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { Instant } from '../../../parts/instant';
import { Loaded } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { SectionHead } from '../parts/section-head';
import { policyWords } from './policy-words';

/** While a change is brought along, how far it is is asked this often: it touches no ticket, so nothing tells it. */
const WATCH_MS = 2_000;

/** What an installation begins with was changed by nobody, at no time. */
const isSomebodys = ({ by }: { readonly by: { readonly kind: string } }): boolean => by.kind !== 'system';

/** What was changed about promises and hours, by whom, and how far it has reached the promises that run. */
export function ChangeList() {
  const say = useWords(policyWords);
  const formats = useFormats();
  const [limit, setLimit] = useState(5);
  const changes = $api.useQuery(
    'get',
    '/api/v1/sla/changes',
    { params: { query: { limit } } },
    {
      placeholderData: (before) => before,
      refetchInterval: ({ state }) =>
        state.data?.items.some(({ finishedAt }) => finishedAt === null) ? WATCH_MS : false,
    },
  );
  return (
    <section>
      <SectionHead isPart title={say('changes')} help={say('changesHelp')} />
      <Loaded query={changes}>
        {({ items, nextCursor }) => (
          <Stack gap="sm" align="stretch">
            {!items.some(isSomebodys) && (
              <Text size="sm" c="dimmed">
                {say('noChanges')}
              </Text>
            )}
            {items.filter(isSomebodys).map(({ id, at, by, what, tickets, done, moved, finishedAt }) => (
              <div key={id}>
                <Text size="sm">{what}</Text>
                <Group gap="xs" c="dimmed" fz="xs">
                  <Instant at={at} />
                  {by.name && <span>{say('by', { name: by.name })}</span>}
                  {finishedAt === null ? (
                    <>
                      <Progress value={tickets ? (done / tickets) * 100 : 0} w="10rem" animated aria-label={what} />
                      <span className="figures">
                        {say('progress', {
                          done: formats.number(done),
                          tickets: tickets === null ? '…' : formats.number(tickets),
                        })}
                      </span>
                    </>
                  ) : (
                    <Group gap={2} component="span" className="figures">
                      <IconCheck size={13} aria-hidden />
                      {say('moved', { count: moved })}
                    </Group>
                  )}
                </Group>
              </div>
            ))}
            {nextCursor && limit < 100 && (
              <Button
                variant="subtle"
                size="compact-sm"
                style={{ alignSelf: 'flex-start' }}
                loading={changes.isPlaceholderData}
                onClick={() => setLimit(Math.min(100, limit * 4))}
              >
                {say('more')}
              </Button>
            )}
          </Stack>
        )}
      </Loaded>
    </section>
  );
}
