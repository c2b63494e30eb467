import { NumberInput, Text, TextInput } from '@mantine/core';
import { api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import type { Channel, MadeChannel } from './mail-data';
import { words } from './words';

interface Form {
  signingKey: string;
  overlapHours: number | string;
}
interface RotateDialogProps {
  readonly channel: Channel;
  readonly onMade: (made: MadeChannel) => void;
  readonly onClose: () => void;
}

/** Another secret for a way in; for a while both are good. */
export function RotateDialog({ channel, onMade, onClose }: RotateDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  const isKey = channel.provider === 'mailgun';
  return (
    <FormDialog<Form>
      name={`mail-channel-secret:${channel.id}`}
      title={say('rotate', { name: channel.name })}
      submit={say(isKey ? 'rotateKey' : 'rotateDo')}
      secrets={['signingKey']}
      onClose={onClose}
      initial={{ signingKey: '', overlapHours: 72 }}
      rules={{
        signingKey: (value) => (isKey ? needed(value) : null),
        overlapHours: (value) => (value === '' ? say('needed') : null),
      }}
      onSave={async ({ signingKey, overlapHours }) => {
        const { data } = await api.POST('/api/v1/mail/channels/{id}/rotate-secret', {
          params: { path: { id: channel.id } },
          body: { overlapHours: Number(overlapHours), ...(isKey && { signingKey: signingKey.trim() }) },
        });
        onMade(data!);
      }}
    >
      {(form) => (
        <>
          <Text size="sm">{say('rotateHelp')}</Text>
          {isKey && (
            <TextInput
              label={say('signingKey')}
              description={say('signingKeyHelp')}
              required
              data-autofocus
              autoComplete="off"
              maxLength={200}
              {...form.getInputProps('signingKey')}
            />
          )}
          <NumberInput
            label={say('overlap')}
            required
            min={0}
            max={720}
            allowDecimal={false}
            {...(!isKey && { 'data-autofocus': true })}
            {...form.getInputProps('overlapHours')}
          />
        </>
      )}
    </FormDialog>
  );
}
