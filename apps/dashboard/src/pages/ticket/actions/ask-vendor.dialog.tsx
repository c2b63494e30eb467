import { Select, Text, Textarea, TextInput } from '@mantine/core';
import { $api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { ActionDialog } from './action-dialog';
import { FeasibilityNote } from './feasibility-note';
import { simpleWords } from './simple-words';
import { useActed } from './use-acted';
import { showAtFields, useFormDraft } from './use-form-draft';

interface Form {
  vendorId: string | null;
  subject: string;
  body: string;
}
const pointers = { '/vendorId': 'vendorId', '/subject': 'subject', '/body': 'body' };

/** A case at a vendor; the ticket waits for it. */
export function AskVendorDialog() {
  const say = useWords(simpleWords);
  const { ticket } = useDesk();
  const { number } = ticket;
  const vendors = $api.useQuery(
    'get',
    '/api/v1/vendors',
    { params: { query: { limit: 100 } } },
    { staleTime: 300_000 },
  );
  const { form, forget, focusFirst } = useFormDraft<Form>(
    `${ticket.id}:ask-vendor`,
    { vendorId: null, subject: ticket.subject.slice(0, 200), body: '' },
    {
      vendorId: (value) => (value ? null : say('needed')),
      subject: (value) => (value.trim() ? null : say('needed')),
      body: (value) => (value.trim() ? null : say('needed')),
    },
  );
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/ask-vendor', {
    onSuccess: useActed(say('vendorDone'), forget),
    onError: (error: unknown) => showAtFields(form, error, pointers),
  });
  const items = vendors.data?.items.filter((vendor) => !('active' in vendor) || vendor.active) ?? [];
  const { vendorId } = form.values;
  return (
    <ActionDialog
      title={say('vendorTitle', { number })}
      submit={say('vendorSend')}
      size="lg"
      act={act}
      shown={Object.keys(pointers)}
      onSubmit={form.onSubmit(({ subject, body }) => {
        if (vendorId) act.mutate({ params: { path: { id: ticket.id } }, body: { vendorId, subject, body } });
      }, focusFirst)}
    >
      {vendors.isSuccess && items.length === 0 && <Text size="sm">{say('vendorNone')}</Text>}
      <Select
        label={say('vendor')}
        withAsterisk
        data={items.map(({ id, name }) => ({ value: id, label: name }))}
        data-autofocus
        {...form.getInputProps('vendorId')}
      />
      {vendorId && <FeasibilityNote ticketId={ticket.id} vendor={vendorId} />}
      <TextInput label={say('subject')} withAsterisk maxLength={200} {...form.getInputProps('subject')} />
      <Textarea
        label={say('question')}
        description={say('questionHelp')}
        withAsterisk
        autosize
        minRows={4}
        maxRows={14}
        {...form.getInputProps('body')}
      />
    </ActionDialog>
  );
}
