import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { $api } from '../../api/client';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import { isAtDesk } from '../at-desk';
import type { TicketSummary } from '../ticket-list/ticket-summary';
import { tellFailure } from '../tell-failure';
import { words } from './words';

/** Takes a waiting ticket into one's hands and says so; who was faster is told by the server. */
export function useClaim() {
  const say = useWords(words);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { mutate, isPending, variables } = $api.useMutation('post', '/api/v1/tickets/{id}/claim', {
    onSuccess: ({ number }) =>
      notifications.show({
        id: `taken-${number}`,
        color: 'green',
        title: say('taken', { number }),
        message: (
          // Notices stand outside of the router: no link of its.
          <Anchor
            component="button"
            size="sm"
            onClick={() => {
              // It has been of use: on a narrow screen it would cover what one answers with.
              notifications.hide(`taken-${number}`);
              void navigate({ to: '/tickets/$id', params: { id: number } });
            }}
          >
            {say('open')}
          </Anchor>
        ),
      }),
    onError: tellFailure(say('notTaken')),
    onSettled: () => void client.invalidateQueries(),
  });
  const claim = useCallback(
    (ticket: Pick<TicketSummary, 'id'>) => {
      if (!isPending) mutate({ params: { path: { id: ticket.id } }, body: {} });
    },
    [isPending, mutate],
  );
  return {
    claim,
    claiming: isPending ? (variables?.params.path.id ?? null) : null,
  };
}

/** Whether this agent may take what waits there. */
export function useMayTake(): (place: { readonly tier: number | null; readonly sector: string | null }) => boolean {
  const me = useMe();
  return ({ tier, sector }) => me.isLead || isAtDesk(me.desks, { tier, sector });
}
