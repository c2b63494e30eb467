import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Paper,
  Select,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useWords } from '../../../words/words';
import type { RunbookForm } from './runbook-data';
import { runbookWords } from './runbook-words';

interface StepFieldsProps {
  readonly form: UseFormReturnType<RunbookForm>;
  readonly index: number;
  /** What keeps this step from being published. */
  readonly problems: readonly { readonly pointer: string; readonly detail: string }[];
}

/** One step: what to do, how, and where it goes on. */
export function StepFields({ form, index, problems }: StepFieldsProps) {
  const say = useWords(runbookWords);
  const { steps } = form.getValues();
  const step = steps[index];
  if (!step) return null;
  const at = (field: string) => form.getInputProps(`steps.${index}.${field}`);
  const number = index + 1;
  const title = (each: number) => [`${each + 1}.`, steps[each]?.title || say('step', { number: each + 1 })].join(' ');
  const ways = [
    ...steps.flatMap(({ id }, each) => (each === index ? [] : [{ value: id, label: title(each) }])),
    { value: 'end', label: say('end') },
  ];
  return (
    <Paper withBorder p="sm" component="section" aria-label={say('step', { number })}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={600} className="figures">
            {say('step', { number })}
          </Text>
          <Group gap={2}>
            <Move
              label={say('up', { number })}
              disabled={index === 0}
              onClick={() => form.reorderListItem('steps', { from: index, to: index - 1 })}
            >
              <IconArrowUp size={16} />
            </Move>
            <Move
              label={say('down', { number })}
              disabled={number === steps.length}
              onClick={() => form.reorderListItem('steps', { from: index, to: index + 1 })}
            >
              <IconArrowDown size={16} />
            </Move>
            <Move label={say('removeStep', { number })} onClick={() => form.removeListItem('steps', index)}>
              <IconTrash size={16} />
            </Move>
          </Group>
        </Group>
        {problems.length > 0 && (
          <Alert color="orange" py={6} px="sm">
            {problems.map(({ pointer, detail }) => (
              <Text size="sm" key={pointer + detail}>
                {detail}
              </Text>
            ))}
          </Alert>
        )}
        <TextInput label={say('stepTitle')} maxLength={200} {...at('title')} />
        <Textarea
          label={say('instruction')}
          autosize
          minRows={2}
          maxRows={14}
          maxLength={20_000}
          {...at('instruction')}
        />
        <TextInput label={say('expected')} maxLength={2_000} {...at('expected')} />
        <Group gap="sm" align="flex-end">
          <Select
            label={say('kind')}
            allowDeselect={false}
            style={{ flex: '1 1 14rem' }}
            data={(['check', 'input', 'branch'] as const).map((value) => ({ value, label: say(value) }))}
            {...at('kind')}
          />
          <Checkbox
            mb={8}
            label={say('isRequired')}
            {...form.getInputProps(`steps.${index}.required`, { type: 'checkbox' })}
          />
        </Group>
        {step.kind === 'input' && <InputFields form={form} index={index} />}
        {step.kind === 'branch' && <OptionFields form={form} index={index} ways={ways} />}
        {step.kind !== 'branch' && (
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <Select
              label={say(step.kind === 'check' ? 'nextPassed' : 'next')}
              allowDeselect={false}
              miw="12rem"
              data={[{ value: '', label: say('below') }, ...ways]}
              {...at('next')}
            />
            {step.kind === 'check' && (
              <Select
                label={say('onFail')}
                allowDeselect={false}
                miw="12rem"
                data={[{ value: '', label: say('as') }, ...ways]}
                {...at('onFail')}
              />
            )}
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

interface MoveProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}
const Move = ({ label, disabled = false, onClick, children }: MoveProps) => (
  <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
    {children}
  </ActionIcon>
);

function InputFields({ form, index }: Pick<StepFieldsProps, 'form' | 'index'>) {
  const say = useWords(runbookWords);
  const type = form.getValues().steps[index]?.inputType;
  const at = (field: string) => form.getInputProps(`steps.${index}.${field}`);
  return (
    <Group grow align="flex-start" preventGrowOverflow={false} gap="sm">
      <Select
        label={say('inputType')}
        allowDeselect={false}
        miw="8rem"
        data={(['text', 'number', 'choice'] as const).map((value) => ({ value, label: say(value) }))}
        {...at('inputType')}
      />
      {type === 'number' && <TextInput label={say('unit')} maxLength={40} miw="5rem" {...at('unit')} />}
      {type === 'number' && <NumberInput label={say('min')} miw="5rem" {...at('min')} />}
      {type === 'number' && <NumberInput label={say('max')} miw="5rem" {...at('max')} />}
      {type === 'choice' && <TagsInput label={say('choices')} miw="14rem" {...at('choices')} />}
    </Group>
  );
}

type Ways = readonly { readonly value: string; readonly label: string }[];
function OptionFields({ form, index, ways }: Pick<StepFieldsProps, 'form' | 'index'> & { readonly ways: Ways }) {
  const say = useWords(runbookWords);
  const options = form.getValues().steps[index]?.options ?? [];
  return (
    <Stack gap="xs">
      {options.map(({ label, next }, each) => (
        <Group key={each} gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            label={say('option', { number: each + 1 })}
            style={{ flex: 1 }}
            maxLength={200}
            {...form.getInputProps(`steps.${index}.options.${each}.label`)}
          />
          <Select
            label={say('goesTo')}
            style={{ flex: 1 }}
            data={ways}
            {...form.getInputProps(`steps.${index}.options.${each}.next`)}
            error={next !== '' && !ways.some(({ value }) => value === next)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={say('removeOption', { label })}
            onClick={() => form.removeListItem(`steps.${index}.options`, each)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() => form.insertListItem(`steps.${index}.options`, { label: '', next: '' })}
      >
        {say('addOption')}
      </Button>
    </Stack>
  );
}
