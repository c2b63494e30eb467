import { NumberInput, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { DurationInput } from '../parts/duration-input';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { words } from './words';

export interface Vendor {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
  readonly active: boolean;
  readonly previousSecretUntil: string | null;
  readonly acknowledgeWithinSeconds: number;
  readonly answerWithinSeconds: number;
  readonly reminders: number;
  readonly remindEverySeconds: number;
}
/** What was made with a secret. */
export interface Made {
  readonly name: string;
  readonly secret: string;
}

interface Form {
  name: string;
  endpoint: string;
  active: boolean;
  acknowledgeWithinSeconds: number | null;
  answerWithinSeconds: number | null;
  reminders: number | string;
  remindEverySeconds: number | null;
}
interface VendorDialogProps {
  readonly vendor: Vendor | null;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

/** Makes a vendor, or changes one. */
export function VendorDialog({ vendor, onMade, onClose }: VendorDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  const some = (value: number | string | null): string | null =>
    value === null || value === '' ? say('needed') : null;
  return (
    <FormDialog<Form>
      name={`vendor:${vendor?.id ?? 'new'}`}
      title={vendor ? say('change', { name: vendor.name }) : say('new')}
      onClose={onClose}
      initial={{
        name: vendor?.name ?? '',
        endpoint: vendor?.endpoint ?? '',
        active: vendor?.active ?? true,
        acknowledgeWithinSeconds: vendor?.acknowledgeWithinSeconds ?? 14_400,
        answerWithinSeconds: vendor?.answerWithinSeconds ?? 172_800,
        reminders: vendor?.reminders ?? 1,
        remindEverySeconds: vendor?.remindEverySeconds ?? 7_200,
      }}
      rules={{
        name: needed,
        endpoint: needed,
        acknowledgeWithinSeconds: some,
        answerWithinSeconds: some,
        reminders: some,
        remindEverySeconds: some,
      }}
      onSave={async ({ active, ...values }) => {
        const body = {
          name: values.name.trim(),
          endpoint: values.endpoint.trim(),
          acknowledgeWithinSeconds: Number(values.acknowledgeWithinSeconds),
          answerWithinSeconds: Number(values.answerWithinSeconds),
          reminders: Number(values.reminders),
          remindEverySeconds: Number(values.remindEverySeconds),
        };
        if (vendor) {
          const params = { path: { id: vendor.id } };
          await api.PATCH('/api/v1/vendors/{id}', { params, body: { ...body, active } });
          return;
        }
        const { data } = await api.POST('/api/v1/vendors', { body });
        onMade(data!);
      }}
    >
      {(form) => (
        <>
          <TextInput label={say('name')} required data-autofocus maxLength={200} {...form.getInputProps('name')} />
          <TextInput
            label={say('endpoint')}
            description={say('endpointHelp')}
            type="url"
            required
            placeholder="https://"
            maxLength={2000}
            {...form.getInputProps('endpoint')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <DurationInput label={say('acknowledge')} required {...form.getInputProps('acknowledgeWithinSeconds')} />
            <DurationInput label={say('answer')} required {...form.getInputProps('answerWithinSeconds')} />
            <DurationInput label={say('every')} required {...form.getInputProps('remindEverySeconds')} />
            <NumberInput
              label={say('reminders')}
              description={say('remindersHelp')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              required
              min={0}
              max={10}
              {...form.getInputProps('reminders')}
            />
          </SimpleGrid>
          {vendor && (
            <Switch
              label={say('active')}
              description={say('activeHelp')}
              {...form.getInputProps('active', { type: 'checkbox' })}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
