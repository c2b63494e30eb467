import { Checkbox, MultiSelect, Switch, TextInput } from '@mantine/core';
import { api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { OrganisationChoice } from '../customers/choices';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { eventTypes, type MadeWebhook, type Webhook } from './webhook-data';
import { words } from './words';

interface Form {
  name: string;
  url: string;
  events: string[];
  organisation: string;
  internal: boolean;
  active: boolean;
}
interface WebhookDialogProps {
  readonly webhook: Webhook | null;
  readonly onMade: (made: MadeWebhook) => void;
  readonly onClose: () => void;
}

/** Makes a webhook, or changes one. */
export function WebhookDialog({ webhook, onMade, onClose }: WebhookDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog<Form>
      name={`webhook:${webhook?.id ?? 'new'}`}
      title={webhook ? say('change', { name: webhook.name }) : say('new')}
      onClose={onClose}
      initial={{
        name: webhook?.name ?? '',
        url: webhook?.url ?? '',
        events: webhook?.events ?? [],
        organisation: webhook?.organisation ?? '',
        internal: webhook?.internal ?? false,
        active: webhook?.active ?? true,
      }}
      rules={{ name: needed, url: needed }}
      onSave={async ({ name, url, events, organisation, internal, active }) => {
        const body = { name: name.trim(), url: url.trim(), events: events.length > 0 ? events : null };
        if (webhook) {
          const change = { ...body, ...(active !== webhook.active && { active }) };
          await api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id: webhook.id } }, body: change });
          return;
        }
        const { data } = await api.POST('/api/v1/webhooks', {
          body: { ...body, ...(organisation ? { organisation } : { internal }) },
        });
        onMade(data!);
      }}
    >
      {(form) => {
        const { organisation } = form.getValues();
        return (
          <>
            <TextInput label={say('name')} required data-autofocus maxLength={200} {...form.getInputProps('name')} />
            <TextInput
              label={say('url')}
              description={say('urlHelp')}
              type="url"
              required
              placeholder="https://"
              maxLength={2000}
              {...form.getInputProps('url')}
            />
            <MultiSelect
              label={say('events')}
              description={say('eventsHelp')}
              data={eventTypes}
              searchable
              clearable
              placeholder={form.getValues().events.length === 0 ? say('allEvents') : ''}
              {...form.getInputProps('events')}
            />
            {!webhook && (
              <>
                <OrganisationChoice
                  label={say('whose')}
                  description={say('whoseHelp')}
                  placeholder={say('everybody')}
                  {...form.getInputProps('organisation')}
                />
                <Checkbox
                  label={say('internal')}
                  disabled={organisation !== ''}
                  {...form.getInputProps('internal', { type: 'checkbox' })}
                />
              </>
            )}
            {webhook && (
              <Switch
                label={say('active')}
                description={say('activeHelp')}
                {...form.getInputProps('active', { type: 'checkbox' })}
              />
            )}
          </>
        );
      }}
    </FormDialog>
  );
}
