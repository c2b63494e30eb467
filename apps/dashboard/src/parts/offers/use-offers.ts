import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { $api } from '../../api/client';
import type { operations } from '../../api/schema';
import { useNow } from '../../live/now';
import { useWords } from '../../words/words';
import { tellFailure } from '../tell-failure';
import { words } from './words';

export type Offer = operations['AnswerOffer.list']['responses'][200]['content']['application/json']['items'][number];
export const declineReasons = ['busy', 'wrong-skills', 'break', 'conflict-of-interest', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];

const NONE: readonly Offer[] = [];

/** What is offered to this agent and can still be answered. */
export function useOffers(): readonly Offer[] {
  const { data } = $api.useQuery('get', '/api/v1/desk/offers');
  return data?.items ?? NONE;
}

/** The same without what ran out while somebody looked. */
export function useLiveOffers(): readonly Offer[] {
  const now = useNow();
  return useOffers().filter(({ expiresAt }) => Date.parse(expiresAt) > now);
}

/** Accepting opens the ticket; declining says why. */
export function useAnswerOffer({ id, number }: Offer) {
  const say = useWords(words);
  const client = useQueryClient();
  const navigate = useNavigate();
  const params = { path: { id } };
  const after = { onError: tellFailure(say('notAnswered')), onSettled: () => void client.invalidateQueries() };
  const accept = $api.useMutation('post', '/api/v1/desk/offers/{id}/accept', {
    ...after,
    onSuccess: () => navigate({ to: '/tickets/$id', params: { id: number } }),
  });
  const decline = $api.useMutation('post', '/api/v1/desk/offers/{id}/decline', {
    ...after,
    onSuccess: () => notifications.show({ color: 'gray', message: say('declined', { number }) }),
  });
  return {
    accept: () => accept.mutate({ params, body: {} }),
    decline: (reasonCode: DeclineReason, note = '') =>
      decline.mutate({ params, body: { reasonCode, ...(note.trim() ? { note: note.trim() } : {}) } }),
    isAccepting: accept.isPending,
    isDeclining: decline.isPending,
  };
}
