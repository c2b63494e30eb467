import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { changesKey, policiesKey, type Policy } from './policy-data';
import { policyWords } from './policy-words';

/** `go` first looks what taking the promise away would do, then takes it away. */
export function useRemovePolicy(policy: Policy | null, onRemoved: () => void) {
  const say = useWords(policyWords);
  const client = useQueryClient();
  const look = $api.useMutation('post', '/api/v1/sla/policies/{id}/preview-removal');
  const remove = $api.useMutation('delete', '/api/v1/sla/policies/{id}', {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: policiesKey });
      void client.invalidateQueries({ queryKey: changesKey });
      notifications.show({ color: 'green', message: say('removed') });
      onRemoved();
    },
  });
  return {
    preview: look.data,
    isPending: look.isPending || remove.isPending,
    error: look.error ?? remove.error,
    /** Not after all. */
    leave(): void {
      look.reset();
      remove.reset();
    },
    go(): void {
      if (!policy) return;
      const which = { params: { path: { id: policy.id } } };
      if (look.data) remove.mutate(which);
      else look.mutate(which);
    },
  };
}
