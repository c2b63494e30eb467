import { Select, Textarea } from '@mantine/core';
import { $api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { ActionDialog } from './action-dialog';
import { PlaceFields } from './place-fields';
import { simpleWords } from './simple-words';
import { useActed } from './use-acted';
import { showAtFields, useFormDraft } from './use-form-draft';

interface Form {
  sector: string | null;
  teamId: string | null;
  reason: string;
}
const pointers = { '/sector': 'sector', '/teamId': 'teamId', '/reason': 'reason' };

/** To another sector or team of the same tier. */
export function TransferDialog() {
  const say = useWords(simpleWords);
  const { ticket } = useDesk();
  const { number, tier } = ticket;
  const { form, forget, focusFirst } = useFormDraft<Form>(
    `${ticket.id}:transfer`,
    { sector: null, teamId: null, reason: '' },
    {
      sector: (value, { teamId }) => (value || teamId ? null : say('transferNowhere')),
      reason: (value) => (value.trim() ? null : say('needed')),
    },
  );
  const teams = $api.useQuery('get', '/api/v1/teams', { params: { query: { limit: 100 } } }, { staleTime: 300_000 });
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/transfer', {
    onSuccess: useActed(say('transferDone', { number }), forget),
    onError: (error: unknown) => showAtFields(form, error, pointers),
  });
  const { sector } = form.values;
  const fitting =
    teams.data?.items.filter(
      (team) => team.tier === tier && (sector === null || team.sector === null || team.sector === sector),
    ) ?? [];
  return (
    <ActionDialog
      title={say('transferTitle', { number })}
      submit={say('transferSend')}
      act={act}
      shown={Object.keys(pointers)}
      onSubmit={form.onSubmit(({ teamId, reason }) => {
        const to = { ...(sector ? { sector } : {}), ...(teamId ? { teamId } : {}) };
        act.mutate({ params: { path: { id: ticket.id } }, body: { ...to, reason } });
      }, focusFirst)}
    >
      <PlaceFields
        tier={tier}
        sector={sector}
        onSector={(value) => {
          form.setFieldValue('sector', value);
          form.setFieldValue('teamId', null);
        }}
        sectorError={form.errors['sector'] as string | undefined}
      />
      <Select
        label={say('team')}
        placeholder={say('teamNone')}
        clearable
        data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('teamId')}
      />
      <Textarea label={say('reason')} withAsterisk autosize minRows={2} maxRows={8} {...form.getInputProps('reason')} />
    </ActionDialog>
  );
}
