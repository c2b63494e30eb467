import {
  Autocomplete,
  Button,
  Group,
  Input,
  MultiSelect,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { api } from '../../../api/client';
import { useMe } from '../../../shell/session';
import { useLanguage, useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { useSectors, useTiers } from '../parts/lists';
import { defaultOf, maySend, pathOf, toBody, toForm, whatMacrosDo, type Macro, type MacroForm } from './macro-data';
import { MacroEffects } from './macro-effects';
import { TextFields } from './text-fields';
import { words } from './words';

interface MacroDialogProps {
  /** Null: a new one. */
  readonly macro: Macro | null;
  /** What a new one begins with. */
  readonly copied?: Macro;
  readonly onClose: () => void;
}

/** Writes a macro: for whom, what it says in each language, and what else it does. */
export function MacroDialog({ macro, copied, onClose }: MacroDialogProps) {
  const say = useWords(words);
  const me = useMe();
  const needed = useNeeded();
  const language = useLanguage();
  const from = toForm(macro ?? copied ?? null, language);
  return (
    <FormDialog<MacroForm>
      name={`macro:${macro?.id ?? (copied ? `copy-of-${copied.id}` : 'new')}`}
      title={macro ? say('change', { name: macro.name }) : say('new')}
      size="xl"
      onClose={onClose}
      initial={
        copied
          ? { ...from, name: say('copyOf', { name: copied.name }), shared: from.shared && me.isLead, active: true }
          : from
      }
      rules={{
        name: needed,
        code: (code, { does }) => (does === 'resolve' ? needed(code) : null),
      }}
      pathOf={pathOf}
      onSave={(form) =>
        macro
          ? api.PATCH('/api/v1/macros/{id}', { params: { path: { id: macro.id } }, body: toBody(form) })
          : api.POST('/api/v1/macros', { body: toBody(form) })
      }
    >
      {(form) => (
        <>
          <TextInput label={say('name')} required data-autofocus maxLength={200} {...form.getInputProps('name')} />
          {me.isLead && (
            <Radio.Group
              label={say('who')}
              {...form.getInputProps('shared')}
              value={form.values.shared ? 'shared' : 'own'}
              onChange={(value) => form.setFieldValue('shared', value === 'shared')}
            >
              <Group mt={6} gap="lg">
                <Radio value="own" label={say('onlyMe')} description={say('ownHelp')} />
                <Radio value="shared" label={say('everybody')} description={say('sharedHelp')} />
              </Group>
            </Radio.Group>
          )}
          <PlacesFields form={form} />
          <DoesFields form={form} />
          <TextsFields form={form} />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <TagsInput label={say('addTags')} description={say('tagHelp')} {...form.getInputProps('addTags')} />
            <TagsInput label={say('removeTags')} description={say('tagHelp')} {...form.getInputProps('removeTags')} />
          </SimpleGrid>
          <Switch
            label={say('active')}
            description={say('activeHelp')}
            {...form.getInputProps('active', { type: 'checkbox' })}
          />
          <MacroEffects before={macro} form={form.values} />
        </>
      )}
    </FormDialog>
  );
}

interface FieldsProps {
  readonly form: UseFormReturnType<MacroForm>;
}

function PlacesFields({ form }: FieldsProps) {
  const say = useWords(words);
  const tiers = useTiers().data?.items ?? [];
  const sectors = useSectors().data ?? [];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <MultiSelect
        label={say('tiers')}
        placeholder={form.values.tiers.length === 0 ? say('anyTier') : ''}
        data={tiers.map(({ number, name }) => ({ value: String(number), label: name }))}
        {...form.getInputProps('tiers')}
      />
      <MultiSelect
        label={say('sectors')}
        placeholder={form.values.sectors.length === 0 ? say('anySector') : ''}
        data={sectors.map(({ code, name }) => ({ value: code, label: name }))}
        {...form.getInputProps('sectors')}
      />
    </SimpleGrid>
  );
}

const codes = ['configuration', 'information', 'repair', 'replacement', 'software', 'workaround', 'user-error'];

function DoesFields({ form }: FieldsProps) {
  const say = useWords(words);
  const sectors = useSectors().data ?? [];
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <Select
        label={say('does')}
        allowDeselect={false}
        data={whatMacrosDo.map((value) => ({ value, label: say(`does_${value}`) }))}
        {...form.getInputProps('does')}
      />
      {form.values.does === 'resolve' && (
        <Autocomplete label={say('code')} required data={codes} maxLength={100} {...form.getInputProps('code')} />
      )}
      {maySend(form.values) && (
        <Select
          label={say('toSector')}
          placeholder={say('stays')}
          clearable
          data={sectors.map(({ code, name }) => ({ value: code, label: name }))}
          {...form.getInputProps('toSector')}
        />
      )}
    </SimpleGrid>
  );
}

function TextsFields({ form }: FieldsProps) {
  const say = useWords(words);
  const { texts } = form.values;
  return (
    <Input.Wrapper
      label={say('texts')}
      description={say('textsHelp')}
      error={form.errors.texts ?? form.errors.defaultLanguage}
      labelElement="div"
      inputWrapperOrder={['label', 'description', 'error', 'input']}
    >
      <Stack gap="sm" mt="xs">
        {texts.map((_, index) => (
          <TextFields key={index} form={form} index={index} />
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            form.clearFieldError('texts');
            form.setFieldValue('defaultLanguage', defaultOf(form.values));
            form.insertListItem('texts', { language: nextOf(texts.map(({ language }) => language)), body: '' });
          }}
        >
          {say('addText')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

/** The next of ours that has no text yet, or none: then it is to be chosen. */
const nextOf = (taken: readonly string[]): string => ['en', 'ru', 'ko'].find((tag) => !taken.includes(tag)) ?? '';
