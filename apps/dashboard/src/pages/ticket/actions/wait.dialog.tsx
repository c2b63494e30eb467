import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { $api } from '../../../api/client';
import { waitWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { ActionDialog } from './action-dialog';
import { simpleWords } from './simple-words';
import { useActed } from './use-acted';
import { showAtFields, useFormDraft } from './use-form-draft';

const whats = ['intervention', 'implementation', 'other'] as const;
interface Form {
  what: (typeof whats)[number];
  until: string;
  note: string;
}
const pointers = { '/for': 'what', '/until': 'until', '/note': 'note' };

/** It waits for something outside of the conversation. */
export function WaitDialog() {
  const say = useWords(simpleWords);
  const wait = useWords(waitWords);
  const { ticket } = useDesk();
  const { number } = ticket;
  const { form, forget, focusFirst } = useFormDraft<Form>(
    `${ticket.id}:wait`,
    { what: 'intervention', until: '', note: '' },
    {},
  );
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/wait', {
    onSuccess: useActed(undefined, forget),
    onError: (error: unknown) => showAtFields(form, error, pointers),
  });
  return (
    <ActionDialog
      title={say('waitTitle', { number })}
      submit={say('waitSend')}
      act={act}
      shown={Object.keys(pointers)}
      onSubmit={form.onSubmit(({ what, until, note }) => {
        const more = {
          ...(until ? { until: new Date(until).toISOString() } : {}),
          ...(note.trim() ? { note } : {}),
        };
        act.mutate({ params: { path: { id: ticket.id } }, body: { for: what, ...more } });
      }, focusFirst)}
    >
      <Radio.Group label={say('waitFor')} {...form.getInputProps('what')}>
        <Stack gap={6} mt={4}>
          {whats.map((value, index) => (
            <Radio key={value} value={value} label={wait(value)} data-autofocus={index === 0 || undefined} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput type="datetime-local" label={say('until')} {...form.getInputProps('until')} />
      <Textarea label={say('waitNote')} autosize minRows={2} maxRows={8} {...form.getInputProps('note')} />
    </ActionDialog>
  );
}
