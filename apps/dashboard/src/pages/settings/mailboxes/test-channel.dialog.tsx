import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { $api, api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Dialog } from '../../../parts/dialog';
import { DialogFoot } from '../../../parts/dialog-foot';
import { ButtonLink } from '../../../parts/link';
import { useWords } from '../../../words/words';
import { words as common } from '../parts/words';
import type { Channel } from './mail-data';
import { words } from './words';

/** How often it is asked what became of it: filing a mail tells no screen. */
const WATCH_MS = 1_000;

/** A message through a way in, and what it became. */
export function TestChannelDialog({ channel, onClose }: { readonly channel: Channel; readonly onClose: () => void }) {
  const say = useWords(words);
  const close = useWords(common)('close');
  const send = useMutation({
    mutationFn: async () =>
      (await api.POST('/api/v1/mail/channels/{id}/test', { params: { path: { id: channel.id } } })).data!,
  });
  const isSent = useRef(false);
  useEffect(() => {
    if (!isSent.current) send.mutate();
    isSent.current = true;
  });
  const mail = $api.useQuery(
    'get',
    '/api/v1/mail/{id}',
    { params: { path: { id: send.data?.mailId ?? '' } } },
    {
      enabled: send.data !== undefined,
      refetchInterval: ({ state }) => (state.data && state.data.state !== 'received' ? false : WATCH_MS),
    },
  ).data;
  const state = mail?.state ?? send.data?.state;
  const ticket = mail?.ticket?.number ?? send.data?.ticket ?? null;
  return (
    <Dialog onClose={onClose} title={say('test', { name: channel.name })} closeButtonProps={{ 'aria-label': close }}>
      <Stack gap="sm">
        <Group gap="sm" role="status" wrap="nowrap">
          {(send.isPending || state === 'received') && <Loader size="sm" />}
          <Text size="sm">
            {send.isPending && say('testing')}
            {state === 'received' && say('waits')}
            {state === 'review' && say('aside', { why: mail?.failure ?? send.data?.failure ?? '' })}
            {(state === 'filed' || state === 'repeated') && (ticket ? say('filed', { ticket }) : say('filedNo'))}
          </Text>
        </Group>
        <ActionProblem error={send.error} />
        <DialogFoot>
          <Button variant="default" onClick={onClose}>
            {close}
          </Button>
          {ticket && (
            <ButtonLink to="/tickets/$id" params={{ id: ticket }}>
              {say('openTicket', { ticket })}
            </ButtonLink>
          )}
        </DialogFoot>
      </Stack>
    </Dialog>
  );
}
