import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { api } from '../../../api/client';
import { languageNames, languages, type Language } from '../../../words/language';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import type { Mailbox } from './mail-data';
import { words } from './words';

interface Form {
  address: string;
  name: string;
  language: string;
  acknowledge: boolean;
  reopenWithinDays: number | string;
  isDefault: boolean;
  active: boolean;
}
interface MailboxDialogProps {
  readonly mailbox: Mailbox | null;
  readonly onClose: () => void;
}

/** Makes a mailbox, or changes what it sets. */
export function MailboxDialog({ mailbox, onClose }: MailboxDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog<Form>
      name={`mailbox:${mailbox?.id ?? 'new'}`}
      title={mailbox ? say('change', { name: mailbox.address }) : say('newMailbox')}
      onClose={onClose}
      initial={{
        address: mailbox?.address ?? '',
        name: mailbox?.name ?? '',
        language: mailbox?.language ?? '',
        acknowledge: mailbox?.acknowledge ?? true,
        reopenWithinDays: mailbox?.reopenWithinDays ?? 14,
        isDefault: mailbox?.isDefault ?? false,
        active: mailbox?.active ?? true,
      }}
      rules={{
        address: needed,
        name: needed,
        reopenWithinDays: (value) => (value === '' ? say('needed') : null),
      }}
      onSave={async ({ address, name, language, acknowledge, reopenWithinDays, isDefault, active }) => {
        const body = {
          name: name.trim(),
          language: (language || null) as Language | null,
          acknowledge,
          reopenWithinDays: Number(reopenWithinDays),
          ...(isDefault && { isDefault: true as const }),
        };
        if (!mailbox) return api.POST('/api/v1/mail/mailboxes', { body: { address: address.trim(), ...body } });
        const params = { path: { id: mailbox.id } };
        return api.PATCH('/api/v1/mail/mailboxes/{id}', { params, body: { ...body, active } });
      }}
    >
      {(form) => (
        <>
          {!mailbox && (
            <TextInput
              label={say('address')}
              description={say('addressHelp')}
              type="email"
              required
              data-autofocus
              placeholder="support@example.com"
              maxLength={320}
              {...form.getInputProps('address')}
            />
          )}
          <TextInput
            label={say('name')}
            description={say('nameHelp')}
            required
            {...(mailbox && { 'data-autofocus': true })}
            maxLength={200}
            {...form.getInputProps('name')}
          />
          <Select
            label={say('language')}
            description={say('languageHelp')}
            allowDeselect={false}
            data={[
              { value: '', label: say('own') },
              ...languages.map((value) => ({ value, label: languageNames[value] })),
            ]}
            {...form.getInputProps('language')}
          />
          <NumberInput
            label={say('reopenLabel')}
            description={say('reopenHelp')}
            required
            min={0}
            max={3650}
            allowDecimal={false}
            {...form.getInputProps('reopenWithinDays')}
          />
          <Switch label={say('acknowledgeIs')} {...form.getInputProps('acknowledge', { type: 'checkbox' })} />
          <Switch
            label={say('isDefault')}
            disabled={mailbox?.isDefault ?? false}
            {...form.getInputProps('isDefault', { type: 'checkbox' })}
          />
          {mailbox && (
            <Switch
              label={say('active')}
              description={say('activeMailbox')}
              {...form.getInputProps('active', { type: 'checkbox' })}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
