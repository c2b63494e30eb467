import { ActionIcon, Button, Code, Collapse, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Dialog } from '../../../parts/dialog';
import { Instant } from '../../../parts/instant';
import { TextLink } from '../../../parts/link';
import { Empty, Loaded } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { Act } from '../parts/item-table';
import { words as common } from '../parts/words';
import type { Delivery, Webhook } from './webhook-data';
import { words } from './words';

const states = ['all', 'waiting', 'delivered', 'failed'] as const;
/** While something is on its way it is asked this often what became of it: deliveries tell no screen. */
const WATCH_MS = 2_000;

/** What was posted to a webhook, what came of it, and posting it again. */
export function DeliveriesDialog({ webhook, onClose }: { readonly webhook: Webhook; readonly onClose: () => void }) {
  const say = useWords(words);
  const close = useWords(common)('close');
  const client = useQueryClient();
  const [state, choose] = useState<(typeof states)[number]>('all');
  const path = { id: webhook.id };
  const key = ['get', '/api/v1/webhooks/{id}/deliveries', webhook.id] as const;
  const query = useInfiniteQuery({
    queryKey: [...key, state],
    queryFn: async ({ pageParam, signal }) => {
      const asked = { limit: 25, ...(pageParam && { cursor: pageParam }), ...(state !== 'all' && { state }) };
      return (await api.GET('/api/v1/webhooks/{id}/deliveries', { params: { path, query: asked }, signal })).data!;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some((each) => each.state === 'sending' || (each.state === 'waiting' && each.attempts === 0))) ? WATCH_MS : false, // prettier-ignore
  });
  const onSettled = () => client.invalidateQueries({ queryKey: key });
  const replay = useMutation({
    mutationFn: (deliveryId: string) =>
      api.POST('/api/v1/webhooks/{id}/deliveries/{deliveryId}/replay', { params: { path: { ...path, deliveryId } } }),
    onSuccess: () => notifications.show({ color: 'green', message: say('replayed') }),
    onSettled,
  });
  const replayAll = useMutation({
    mutationFn: async () =>
      (await api.POST('/api/v1/webhooks/{id}/replay-failed', { params: { path }, body: {} })).data!,
    onSuccess: ({ replayed: count }) => notifications.show({ color: 'green', message: say('replayedAll', { count }) }),
    onSettled,
  });
  return (
    <Dialog
      onClose={onClose}
      size="xl"
      title={say('deliveries', { name: webhook.name })}
      closeButtonProps={{ 'aria-label': close }}
    >
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <SegmentedControl
            size="xs"
            aria-label={say('which')}
            data={states.map((value) => ({ value, label: say(value) }))}
            value={state}
            onChange={(value) => choose(value as typeof state)}
          />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} />}
            loading={replayAll.isPending}
            onClick={() => replayAll.mutate()}
          >
            {say('replayAll')}
          </Button>
        </Group>
        <ActionProblem error={replay.error ?? replayAll.error} />
        <Loaded query={query}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items);
            if (items.length === 0) return <Empty title={say('noDeliveries')}>{say('noDeliveriesHelp')}</Empty>;
            return (
              <>
                <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                  {items.map((delivery) => (
                    <DeliveryRow
                      key={delivery.id}
                      webhookId={webhook.id}
                      delivery={delivery}
                      onReplay={() => replay.mutate(delivery.id)}
                    />
                  ))}
                </ul>
                {query.hasNextPage && (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {say('more')}
                  </Button>
                )}
              </>
            );
          }}
        </Loaded>
      </Stack>
    </Dialog>
  );
}

interface DeliveryRowProps {
  readonly webhookId: string;
  readonly delivery: Delivery;
  readonly onReplay: () => void;
}

function DeliveryRow({ webhookId, delivery, onReplay }: DeliveryRowProps) {
  const say = useWords(words);
  const formats = useFormats();
  const [isOpen, open] = useState(false);
  const { type, ticket, state, attempts, lastStatus, lastError, nextAttemptAt, createdAt } = delivery;
  const at = formats.instant(createdAt);
  const detail = [
    say('attempts', { count: attempts }),
    lastStatus !== null && say('answered', { status: String(lastStatus) }),
    state !== 'delivered' && lastError,
    state === 'waiting' &&
      nextAttemptAt !== null &&
      attempts > 0 &&
      say('next', { at: formats.instant(nextAttemptAt) }),
  ];
  return (
    <li style={{ borderTop: '1px solid var(--mantine-color-default-border)', paddingBlock: 6 }}>
      <Group gap="sm" wrap="nowrap" justify="space-between" align="flex-start">
        <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Group gap="xs">
            <Text size="sm" fw={500}>
              {type}
            </Text>
            {ticket && (
              <TextLink size="sm" to="/tickets/$id" params={{ id: ticket.number }}>
                {ticket.number}
              </TextLink>
            )}
            <Text size="sm" c="dimmed" component="span">
              <Instant at={createdAt} />
            </Text>
          </Group>
          <Text size="xs" c="dimmed">
            <Text span inherit fw={600} {...(state === 'failed' && { c: 'red' })}>
              {say(`is_${state}`)}
            </Text>
            {` · ${detail.filter(Boolean).join(' · ')}`}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          {(state === 'failed' || state === 'delivered') && (
            <Act label={say('replay', { type, at })} onClick={onReplay}>
              <IconRefresh size={16} />
            </Act>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say('look', { type, at })}
            aria-expanded={isOpen}
            onClick={() => open(!isOpen)}
          >
            <IconChevronDown size={16} style={{ rotate: isOpen ? '180deg' : '0deg' }} />
          </ActionIcon>
        </Group>
      </Group>
      <Collapse expanded={isOpen}>{isOpen && <Details webhookId={webhookId} deliveryId={delivery.id} />}</Collapse>
    </li>
  );
}

function Details({ webhookId: id, deliveryId }: { readonly webhookId: string; readonly deliveryId: string }) {
  const say = useWords(words);
  const formats = useFormats();
  const params = { path: { id, deliveryId } };
  const query = $api.useQuery('get', '/api/v1/webhooks/{id}/deliveries/{deliveryId}', { params }, { staleTime: 0 });
  return (
    <Loaded query={query}>
      {({ payload, log }) => (
        <Stack gap={6} mt={6}>
          {log.map(({ number, at, status, error, milliseconds }) => (
            <Text size="xs" key={number} className="figures">
              {[
                `${number}.`,
                formats.instant(at),
                status !== null ? say('answered', { status: String(status) }) : null,
                error,
                say('took', { milliseconds }),
              ]
                .filter(Boolean)
                .join(' ')}
            </Text>
          ))}
          <Code block aria-label={say('payload')} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {JSON.stringify(payload, null, 2)}
          </Code>
        </Stack>
      )}
    </Loaded>
  );
}
