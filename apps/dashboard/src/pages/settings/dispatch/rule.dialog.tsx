import { Checkbox, Fieldset, Select, SimpleGrid, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { DurationInput } from '../parts/duration-input';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { PlaceFields, usePlaceName } from '../parts/place-fields';
import { SkillsInput } from '../parts/skills-input';
import { ReturnFields } from './return-fields';
import { RuleEffects } from './rule-effects';
import { asksForSkills, needs, toBody, toForm, useRules, type Rule, type RuleForm } from './rule-form';
import { words } from './words';

/** Sets how tickets of a place find an agent, and when what was left goes back. */
export function RuleDialog({ rule, onClose }: { readonly rule: Rule | null; readonly onClose: () => void }) {
  const say = useWords(words);
  const needed = useNeeded();
  const placeName = usePlaceName();
  const rules = useRules().data?.items ?? [];
  const isTaken = (tier: number, sector: string | null): boolean =>
    rules.some((each) => each.id !== rule?.id && each.tier === tier && each.sector === sector);
  return (
    <FormDialog<RuleForm>
      name={`dispatch-rule:${rule?.id ?? 'new'}`}
      title={rule ? say('change', { place: placeName(rule.tier, rule.sector) }) : say('new')}
      size="xl"
      onClose={onClose}
      initial={toForm(rule)}
      rules={{
        tier: (tier, { sector }) => (isTaken(tier, sector) ? say('taken') : null),
        offerSeconds: (seconds, { mode }) => (mode === 'push' ? needed(String(seconds ?? '')) : null),
        skillWaitSeconds: (seconds, form) =>
          form.mode === 'push' && asksForSkills(form) ? needed(String(seconds ?? '')) : null,
      }}
      onSave={(form) => api.PUT('/api/v1/desk/dispatch-rules', { body: toBody(form) })}
    >
      {(form) => (
        <>
          <PlaceFields
            tier={form.getInputProps('tier')}
            sector={form.getInputProps('sector')}
            isFixed={rule !== null}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Select
              label={say('mode')}
              allowDeselect={false}
              data={(['pull', 'push'] as const).map((value) => ({ value, label: say(value) }))}
              {...form.getInputProps('mode')}
            />
            {form.values.mode === 'push' && (
              <DurationInput label={say('offer')} required {...form.getInputProps('offerSeconds')} />
            )}
          </SimpleGrid>
          {form.values.mode === 'push' && <WhoFields form={form} />}
          <ReturnFields form={form} />
          <RuleEffects before={rule} form={form.values} />
        </>
      )}
    </FormDialog>
  );
}

function WhoFields({ form }: { readonly form: UseFormReturnType<RuleForm> }) {
  const say = useWords(words);
  const choices = needs.map((value) => ({ value, label: say(`need_${value}`) }));
  return (
    <Fieldset
      legend={say('who')}
      variant="unstyled"
      p={0}
      mx={0}
      styles={{ legend: { padding: 0, marginBottom: 6, fontWeight: 600 } }}
    >
      <Stack gap="sm">
        <Checkbox label={say('affinity')} {...form.getInputProps('affinity', { type: 'checkbox' })} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <SkillsInput
            label={say('required')}
            description={say('requiredHelp')}
            value={form.values.requiredSkills}
            onChange={(skills) => form.setFieldValue('requiredSkills', skills)}
            error={form.errors.requiredSkills}
          />
          <SkillsInput
            label={say('preferred')}
            description={say('preferredHelp')}
            value={form.values.preferredSkills}
            onChange={(skills) => form.setFieldValue('preferredSkills', skills)}
            error={form.errors.preferredSkills}
          />
          <Select
            label={say('language')}
            description={say('languageHelp')}
            allowDeselect={false}
            data={choices}
            {...form.getInputProps('languageSkill')}
          />
          <Select
            label={say('product')}
            description={say('productHelp')}
            allowDeselect={false}
            data={choices}
            {...form.getInputProps('productSkill')}
          />
        </SimpleGrid>
        {asksForSkills(form.values) && (
          <DurationInput
            label={say('skillWait')}
            description={say('skillWaitHelp')}
            required
            {...form.getInputProps('skillWaitSeconds')}
          />
        )}
      </Stack>
    </Fieldset>
  );
}
