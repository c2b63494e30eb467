import { Autocomplete, Group, NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client';
import { FormDialog, useNeeded } from '../../pages/settings/parts/form-dialog';
import { useWords } from '../../words/words';
import { channelWords, levelWords } from '../state-words';
import { bodyOf, once, pathOf, start, type NewTicketForm } from './new-ticket-form';
import { RequesterFields } from './requester-fields';
import { Suggestion } from './suggestion';
import { useContactsLike, useProductsLike, useTagsOf } from './suggestions';
import { words } from './words';

/** Ways in that a person writes down; the others write for themselves. */
const channels = ['phone', 'chat', 'email', 'web', 'portal'] as const;
const levels = ['low', 'medium', 'high'] as const;

/** Opens a ticket for somebody who called or came by, and goes to it. */
export function NewTicketDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(words);
  const needed = useNeeded();
  const navigate = useNavigate();
  const [keyFor] = useState(once);
  return (
    <FormDialog<NewTicketForm>
      name="ticket:new"
      title={say('open')}
      submit={say('submit')}
      onClose={onClose}
      initial={start}
      pathOf={pathOf}
      rules={{
        email: (value) => needed(value) ?? (/^\S+@\S+$/.test(value.trim()) ? null : say('emailWrong')),
        subject: needed,
        description: needed,
      }}
      onSave={async (form) => {
        const body = bodyOf(form);
        const header = { 'Idempotency-Key': keyFor(body) };
        const { data } = await api.POST('/api/v1/tickets', { params: { header }, body });
        void navigate({ to: '/tickets/$id', params: { id: data!.number } });
      }}
    >
      {(form) => <Fields form={form} />}
    </FormDialog>
  );
}

function Fields({ form }: { readonly form: UseFormReturnType<NewTicketForm> }) {
  const say = useWords(words);
  const level = useWords(levelWords);
  const channel = useWords(channelWords);
  const { email, product } = form.getValues();
  const contacts = useContactsLike(email);
  const known = contacts.find((contact) => contact.email === email.trim().toLowerCase());
  const products = useProductsLike(product);
  const tags = useTagsOf(known?.organisationId ?? null);
  const levelsSaid = levels.map((value) => ({ value, label: level(value) }));
  return (
    <>
      <RequesterFields form={form} contacts={contacts} known={known} />
      <TextInput label={say('subject')} required maxLength={1000} {...form.getInputProps('subject')} />
      <Textarea
        label={say('description')}
        required
        autosize
        minRows={4}
        maxRows={14}
        maxLength={100_000}
        {...form.getInputProps('description')}
      />
      <Group grow gap="sm" align="start">
        <NativeSelect
          label={say('channel')}
          data={channels.map((value) => ({ value, label: channel(value) }))}
          {...form.getInputProps('channel')}
        />
        <NativeSelect label={say('impact')} data={levelsSaid} {...form.getInputProps('impact')} />
        <NativeSelect label={say('urgency')} data={levelsSaid} {...form.getInputProps('urgency')} />
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Autocomplete
          label={say('product')}
          maxLength={200}
          data={products.map(({ code }) => code)}
          // The server has chosen them: by the name too.
          filter={({ options }) => options}
          renderOption={({ option: { value } }) => (
            <Suggestion main={products.find(({ code }) => code === value)?.name ?? value} more={value} />
          )}
          {...form.getInputProps('product')}
        />
        <Autocomplete
          label={say('asset')}
          maxLength={200}
          data={[...new Set(tags)]}
          limit={8}
          {...form.getInputProps('assetTag')}
        />
      </SimpleGrid>
    </>
  );
}
