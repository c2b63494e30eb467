import { Checkbox, Select, TagsInput, TextInput } from '@mantine/core';
import { api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { PlaceFields } from '../parts/place-fields';
import { useOrganisations, useProducts, type Rule } from './routing-data';
import { routingWords } from './routing-words';

/** One rule: what fits it, and where it sends. */
export function RuleDialog({ rule, onClose }: { readonly rule: Rule | null; readonly onClose: () => void }) {
  const say = useWords(routingWords);
  const needed = useNeeded();
  const choices = (items: readonly { id: string; name: string }[] | undefined) =>
    (items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const products = choices(useProducts().data);
  const organisations = choices(useOrganisations().data);
  const initial = {
    name: rule?.name ?? '',
    words: [...(rule?.words ?? [])],
    productId: rule?.productId ?? null,
    organisationId: rule?.organisationId ?? null,
    tier: rule?.tier ?? 1,
    sector: rule?.sector ?? null,
    enabled: rule?.enabled ?? true,
  };
  return (
    <FormDialog
      name={`rule:${rule?.id ?? 'new'}`}
      title={rule?.name ?? say('newTitle')}
      initial={initial}
      rules={{ name: needed }}
      onSave={(body) =>
        rule
          ? api.PATCH('/api/v1/triage/rules/{id}', { params: { path: { id: rule.id } }, body })
          : api.POST('/api/v1/triage/rules', { body })
      }
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextInput label={say('name')} withAsterisk data-autofocus maxLength={200} {...form.getInputProps('name')} />
          <TagsInput label={say('words')} description={say('wordsHelp')} {...form.getInputProps('words')} />
          <Select
            label={say('product')}
            placeholder={say('whatever')}
            data={products}
            clearable
            searchable
            {...form.getInputProps('productId')}
          />
          <Select
            label={say('organisation')}
            placeholder={say('whatever')}
            data={organisations}
            clearable
            searchable
            {...form.getInputProps('organisationId')}
          />
          <PlaceFields tier={form.getInputProps('tier')} sector={form.getInputProps('sector')} />
          <Checkbox label={say('enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
        </>
      )}
    </FormDialog>
  );
}
