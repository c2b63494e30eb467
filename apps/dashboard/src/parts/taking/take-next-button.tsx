import { Button, Kbd, type ButtonProps } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { $api } from '../../api/client';
import { useShortcut } from '../../shell/shortcuts';
import { useWords } from '../../words/words';
import { tellFailure } from '../tell-failure';
import { words } from './words';

interface Props extends Pick<ButtonProps, 'size' | 'variant'> {
  /** Only of this tier; all of one's own otherwise. */
  readonly tier?: number;
  readonly sector?: string | undefined;
}

/** Takes what waits most urgently for this agent, and opens it. */
export function TakeNextButton({ tier, sector, size = 'sm', variant = 'filled' }: Props) {
  const say = useWords(words);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending } = $api.useMutation('post', '/api/v1/desk/take-next', {
    onSuccess: async ({ ticket }) => {
      if (ticket) return navigate({ to: '/tickets/$id', params: { id: ticket.number } });
      return notifications.show({ color: 'gray', title: say('nothing'), message: say('nothingHelp') });
    },
    onError: tellFailure(say('notTaken')),
    onSettled: () => void client.invalidateQueries(),
  });
  const take = (): void => {
    if (!isPending) mutate({ body: { ...(tier && { tier }), ...(sector && { sector }) } });
  };
  useShortcut('T', say('takeNext'), take);
  return (
    <Button
      size={size}
      variant={variant}
      loading={isPending}
      onClick={take}
      leftSection={<IconPlayerTrackNext size={16} aria-hidden />}
      rightSection={
        <Kbd size="xs" visibleFrom="sm" aria-hidden>
          T
        </Kbd>
      }
    >
      {say('takeNext')}
    </Button>
  );
}
