import { Checkbox, NumberInput, Select, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { $api } from '../../../api/client';
import { workWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { ActionDialog } from '../actions/action-dialog';
import { showAtFields } from '../actions/use-form-draft';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import type { Work } from './corrected';
import { workKinds, type WorkKind } from './work-kinds';
import { workLogWords } from './work-log-words';
import type { WorkEntry } from './work-log.panel';

interface Form {
  minutes: number | string;
  kind: WorkKind;
  withCustomer: boolean;
  reason: string;
}
const pointers = { '/seconds': 'minutes', '/kind': 'kind', '/withCustomer': 'withCustomer', '/reason': 'reason' };
const inMinutes = (seconds: number): number => Math.round(seconds / 0.6) / 100;

/** Puts right what was logged wrongly. Only what differs is sent. */
export function CorrectDialog({ work, onClose }: { readonly work: Work<WorkEntry>; readonly onClose: () => void }) {
  const say = useWords(workLogWords);
  const kindOf = useWords(workWords);
  const formats = useFormats();
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const { entry, seconds, kind, withCustomer } = work;
  const form = useForm<Form>({
    initialValues: { minutes: inMinutes(seconds), kind, withCustomer, reason: '' },
    clearInputErrorOnChange: true,
    validate: {
      minutes: (value) => (typeof value === 'number' && value >= 0 ? null : say('needed')),
      reason: (value, all) =>
        !value.trim()
          ? say('needed')
          : all.minutes === inMinutes(seconds) && all.kind === kind && all.withCustomer === withCustomer
            ? say('nothing')
            : null,
    },
  });
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/work-log/{entryId}/correct', {
    onSuccess: () => {
      onClose();
      void changed(ticket.id);
    },
    onError: (error: unknown) => showAtFields(form, error, pointers),
  });
  return (
    <ActionDialog
      title={say('correctTitle', { time: formats.duration(seconds), name: entry.agent.name })}
      submit={say('save')}
      onClose={onClose}
      act={act}
      shown={Object.keys(pointers)}
      onSubmit={form.onSubmit((values) => {
        const body = {
          reason: values.reason.trim(),
          ...(values.minutes === inMinutes(seconds) ? {} : { seconds: Math.round(Number(values.minutes) * 60) }),
          ...(values.kind === kind ? {} : { kind: values.kind }),
          ...(values.withCustomer === withCustomer ? {} : { withCustomer: values.withCustomer }),
        };
        act.mutate({ params: { path: { id: ticket.id, entryId: entry.id } }, body });
      })}
    >
      <Text size="sm" c="dimmed">
        {say('correctHelp')}
      </Text>
      <NumberInput
        label={say('minutes')}
        description={say('minutesHelp')}
        min={0}
        max={1_440}
        decimalScale={2}
        withAsterisk
        data-autofocus
        {...form.getInputProps('minutes')}
      />
      <Select
        label={say('kind')}
        allowDeselect={false}
        data={workKinds.map((value) => ({ value, label: kindOf(value) }))}
        {...form.getInputProps('kind')}
      />
      <Checkbox label={say('together')} {...form.getInputProps('withCustomer', { type: 'checkbox' })} />
      <Textarea label={say('reason')} withAsterisk autosize minRows={2} maxRows={8} {...form.getInputProps('reason')} />
    </ActionDialog>
  );
}
