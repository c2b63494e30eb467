import { Checkbox, NumberInput, Select, Textarea } from '@mantine/core';
import { $api } from '../../../api/client';
import { workWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { workKinds, type WorkKind } from '../work/work-kinds';
import { ActionDialog } from './action-dialog';
import { simpleWords } from './simple-words';
import { useActed } from './use-acted';
import { showAtFields, useFormDraft } from './use-form-draft';

interface Form {
  minutes: number | string;
  kind: WorkKind;
  withCustomer: boolean;
  note: string;
}
const pointers = { '/seconds': 'minutes', '/kind': 'kind', '/note': 'note' };

/** Time spent, put down by hand. */
export function LogWorkDialog() {
  const say = useWords(simpleWords);
  const work = useWords(workWords);
  const { ticket } = useDesk();
  const { number } = ticket;
  const { form, forget, focusFirst } = useFormDraft<Form>(
    `${ticket.id}:log-work`,
    { minutes: 15, kind: 'research', withCustomer: false, note: '' },
    { minutes: (value) => (typeof value === 'number' && value > 0 ? null : say('needed')) },
  );
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/log-work', {
    onSuccess: useActed(undefined, forget),
    onError: (error: unknown) => showAtFields(form, error, pointers),
  });
  return (
    <ActionDialog
      title={say('logTitle', { number })}
      submit={say('logSend')}
      act={act}
      shown={Object.keys(pointers)}
      onSubmit={form.onSubmit(({ minutes, kind, withCustomer, note }) => {
        const seconds = Math.max(1, Math.round(Number(minutes) * 60));
        const more = note.trim() ? { note } : {};
        act.mutate({ params: { path: { id: ticket.id } }, body: { seconds, kind, withCustomer, ...more } });
      }, focusFirst)}
    >
      <NumberInput
        label={say('minutes')}
        min={1}
        max={1_440}
        step={5}
        withAsterisk
        data-autofocus
        {...form.getInputProps('minutes')}
      />
      <Select
        label={say('kind')}
        data={workKinds.map((value) => ({ value, label: work(value) }))}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
      <Checkbox label={say('withCustomer')} {...form.getInputProps('withCustomer', { type: 'checkbox' })} />
      <Textarea label={say('logNote')} autosize minRows={2} maxRows={8} {...form.getInputProps('note')} />
    </ActionDialog>
  );
}
