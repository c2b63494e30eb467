import { ActionIcon, Button, Checkbox, Fieldset, Input, NumberInput, Select, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useWords } from '../../../words/words';
import classes from './policies.module.css';
import type { PolicyForm } from './policy-form';
import { policyWords } from './policy-words';

const told = ['nobody', 'assignee', 'leads', 'hierarchy'] as const;
const done = ['none', 'raise-priority', 'escalate'] as const;

/** At which share of its time a promise rings, for whom, and what is done. */
export function ThresholdFields({ form }: { readonly form: UseFormReturnType<PolicyForm> }) {
  const say = useWords(policyWords);
  const { thresholds } = form.getValues();
  return (
    <Fieldset
      legend={say('thresholds')}
      variant="unstyled"
      p={0}
      m={0}
      styles={{ legend: { padding: 0, fontWeight: 600 } }}
    >
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {say('thresholdsHelp')}
        </Text>
        {thresholds.map(({ action, percent }, index) => (
          <Fragment key={index}>
            <div className={classes.threshold}>
              <NumberInput
                aria-label={say('percent')}
                min={1}
                max={1_000}
                allowDecimal={false}
                suffix=" %"
                hideControls
                {...form.getInputProps(`thresholds.${index}.percent`)}
              />
              <Select
                aria-label={say('notify')}
                data={told.map((value) => ({ value, label: say(value) }))}
                allowDeselect={false}
                {...form.getInputProps(`thresholds.${index}.notify`)}
              />
              <Select
                aria-label={say('action')}
                data={done.map((value) => ({ value, label: say(value) }))}
                allowDeselect={false}
                {...form.getInputProps(`thresholds.${index}.action`)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={say('removeThreshold', { percent })}
                onClick={() => form.removeListItem('thresholds', index)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
            {action === 'escalate' && (
              <Checkbox
                size="xs"
                ml="6rem"
                label={say('evenIfHeld')}
                {...form.getInputProps(`thresholds.${index}.evenIfHeld`, { type: 'checkbox' })}
              />
            )}
          </Fragment>
        ))}
        {form.errors.thresholds && <Input.Error>{form.errors.thresholds}</Input.Error>}
        {thresholds.length < 12 && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() =>
              form.insertListItem('thresholds', {
                percent: '',
                notify: 'assignee',
                action: 'none',
                evenIfHeld: false,
              })
            }
          >
            {say('addThreshold')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}
