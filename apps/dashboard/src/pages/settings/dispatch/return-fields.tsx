import { Checkbox, Fieldset, SimpleGrid, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useWords } from '../../../words/words';
import { DurationInput } from '../parts/duration-input';
import type { RuleForm } from './rule-form';
import { words } from './words';

/** When the work of an agent who went goes back to its queue. */
export function ReturnFields({ form }: { readonly form: UseFormReturnType<RuleForm> }) {
  const say = useWords(words);
  return (
    <Fieldset
      legend={say('left')}
      variant="unstyled"
      p={0}
      mx={0}
      styles={{ legend: { padding: 0, marginBottom: 6, fontWeight: 600 } }}
    >
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {say('leftHelp')}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          <DurationInput
            label={say('returnOffline')}
            placeholder={say('never')}
            {...form.getInputProps('returnAfterOfflineSeconds')}
          />
          <DurationInput
            label={say('returnAway')}
            placeholder={say('never')}
            {...form.getInputProps('returnAfterAwaySeconds')}
          />
          <DurationInput
            label={say('returnShift')}
            placeholder={say('never')}
            {...form.getInputProps('returnAfterShiftSeconds')}
          />
        </SimpleGrid>
        <Checkbox
          label={say('returnDeactivated')}
          {...form.getInputProps('returnWhenDeactivated', { type: 'checkbox' })}
        />
        <Checkbox label={say('returnWaiting')} {...form.getInputProps('returnWaiting', { type: 'checkbox' })} />
      </Stack>
    </Fieldset>
  );
}
