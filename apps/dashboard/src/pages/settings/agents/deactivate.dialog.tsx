import { Text } from '@mantine/core';
import { $api, api } from '../../../api/client';
import { TextLink } from '../../../parts/link';
import { useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import type { Agent } from '../parts/lists';
import { words } from './words';

/** What somebody has to go on with. */
const IN_HAND = 'in_progress,awaiting_customer,awaiting_vendor,awaiting_intervention';

/** Nobody goes unnoticed whose customers wait for them: says how many tickets stay behind, and where they are. */
export function DeactivateDialog({ agent, onClose }: { readonly agent: Agent; readonly onClose: () => void }) {
  const say = useWords(words);
  const { id, name } = agent;
  const search = { assignee: id, state: IN_HAND };
  const { data: held } = $api.useQuery('get', '/api/v1/tickets/count', { params: { query: search } });
  return (
    <ConfirmDialog
      title={say('sure', { name })}
      action={say('deactivate')}
      done={say('deactivated', { name })}
      onClose={onClose}
      onConfirm={() => api.PATCH('/api/v1/agents/{id}', { params: { path: { id } }, body: { active: false } })}
    >
      {say('sureHelp')}
      {held !== undefined && held.count > 0 && (
        <Text size="sm" mt="xs" fw={600}>
          {say('leaves', { count: held.count })}{' '}
          <TextLink to="/tickets" search={search} inherit underline="always">
            {say('look')}
          </TextLink>
        </Text>
      )}
    </ConfirmDialog>
  );
}
