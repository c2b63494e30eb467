import { Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { providers, type Channel, type MadeChannel, type Provider } from './mail-data';
import { words } from './words';

interface Form {
  provider: Provider;
  name: string;
  signingKey: string;
  topics: string;
  publicKeys: string;
  active: boolean;
}
interface ChannelDialogProps {
  readonly channel: Channel | null;
  readonly onMade: (made: MadeChannel) => void;
  readonly onClose: () => void;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Makes a way for mail to come in, or changes one. */
export function ChannelDialog({ channel, onMade, onClose }: ChannelDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  return (
    <FormDialog<Form>
      name={`mail-channel:${channel?.id ?? 'new'}`}
      title={channel ? say('change', { name: channel.name }) : say('newChannel')}
      onClose={onClose}
      secrets={['signingKey']}
      initial={{
        provider: channel?.provider ?? 'postmark',
        name: channel?.name ?? '',
        signingKey: '',
        topics: channel?.topics.join('\n') ?? '',
        publicKeys: channel?.publicKeys.join('\n') ?? '',
        active: channel?.active ?? true,
      }}
      rules={{
        name: needed,
        signingKey: (value, { provider }) => (!channel && provider === 'mailgun' ? needed(value) : null),
        topics: (value, { provider }) => (provider === 'ses' ? needed(value) : null),
      }}
      onSave={async ({ provider, name, signingKey, topics, publicKeys, active }) => {
        const lists = {
          ...(provider === 'ses' && { topics: linesOf(topics) }),
          ...(provider === 'sendgrid' && { publicKeys: linesOf(publicKeys) }),
        };
        if (channel) {
          const params = { path: { id: channel.id } };
          await api.PATCH('/api/v1/mail/channels/{id}', { params, body: { name: name.trim(), active, ...lists } });
          return;
        }
        const { data } = await api.POST('/api/v1/mail/channels', {
          body: {
            provider,
            name: name.trim(),
            ...(provider === 'mailgun' && { signingKey: signingKey.trim() }),
            ...lists,
          },
        });
        onMade(data!);
      }}
    >
      {(form) => {
        const { provider } = form.getValues();
        return (
          <>
            <Select
              label={say('provider')}
              required
              disabled={channel !== null}
              allowDeselect={false}
              data={Object.entries(providers).map(([value, label]) => ({ value, label }))}
              {...form.getInputProps('provider')}
            />
            <Text size="sm" c="dimmed">
              {say(`do_${provider}`)}
            </Text>
            <TextInput
              label={say('name')}
              description={say('channelNameHelp')}
              required
              data-autofocus
              maxLength={100}
              {...form.getInputProps('name')}
            />
            {provider === 'mailgun' && !channel && (
              <TextInput
                label={say('signingKey')}
                description={say('signingKeyHelp')}
                required
                autoComplete="off"
                maxLength={200}
                {...form.getInputProps('signingKey')}
              />
            )}
            {provider === 'ses' && (
              <Textarea
                label={say('topics')}
                description={say('topicsHelp')}
                required
                autosize
                minRows={2}
                placeholder="arn:aws:sns:eu-west-1:123456789012:mail"
                {...form.getInputProps('topics')}
              />
            )}
            {provider === 'sendgrid' && (
              <Textarea
                label={say('publicKeys')}
                description={say('publicKeysHelp')}
                autosize
                minRows={2}
                {...form.getInputProps('publicKeys')}
              />
            )}
            {channel && (
              <Switch
                label={say('active')}
                description={say('activeChannel')}
                {...form.getInputProps('active', { type: 'checkbox' })}
              />
            )}
          </>
        );
      }}
    </FormDialog>
  );
}
