import { Checkbox, Select } from '@mantine/core';
import { $api, api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { DurationInput } from '../parts/duration-input';
import { FormDialog } from '../parts/form-dialog';
import { PlaceFields, usePlaceName } from '../parts/place-fields';
import { filled, SkillsInput, type Skill } from '../parts/skills-input';
import { words } from './words';

export const useRules = () => $api.useQuery('get', '/api/v1/desk/dispatch-rules');
export type Rule = NonNullable<ReturnType<typeof useRules>['data']>['items'][number];

interface Form {
  tier: number;
  sector: string | null;
  mode: 'pull' | 'push';
  offerSeconds: number | null;
  affinity: boolean;
  requiredSkills: readonly Skill[];
  preferredSkills: readonly Skill[];
}

/** Sets how tickets of a place find an agent; what is not in the form stays as it was. */
export function RuleDialog({ rule, onClose }: { readonly rule: Rule | null; readonly onClose: () => void }) {
  const say = useWords(words);
  const placeName = usePlaceName();
  const rules = useRules().data?.items ?? [];
  const isTaken = (tier: number, sector: string | null): boolean =>
    rules.some((each) => each.id !== rule?.id && each.tier === tier && each.sector === sector);
  return (
    <FormDialog<Form>
      name={`dispatch-rule:${rule?.id ?? 'new'}`}
      title={rule ? say('change', { place: placeName(rule.tier, rule.sector) }) : say('new')}
      onClose={onClose}
      initial={{
        tier: rule?.tier ?? 1,
        sector: rule?.sector ?? null,
        mode: rule?.mode ?? 'push',
        offerSeconds: rule?.offerSeconds ?? 60,
        affinity: rule?.affinity ?? true,
        requiredSkills: rule?.requiredSkills ?? [],
        preferredSkills: rule?.preferredSkills ?? [],
      }}
      rules={{ tier: (tier, { sector }) => (isTaken(tier, sector) ? say('taken') : null) }}
      onSave={({ offerSeconds, requiredSkills, preferredSkills, ...values }) => {
        const { id: _id, updatedAt: _updatedAt, ...rest } = rule ?? { id: '', updatedAt: '' };
        return api.PUT('/api/v1/desk/dispatch-rules', {
          body: {
            ...rest,
            ...values,
            offerSeconds: offerSeconds ?? 60,
            requiredSkills: filled(requiredSkills),
            preferredSkills: filled(preferredSkills),
          },
        });
      }}
    >
      {(form) => (
        <>
          <PlaceFields
            tier={form.getInputProps('tier')}
            sector={form.getInputProps('sector')}
            isFixed={rule !== null}
          />
          <Select
            label={say('mode')}
            allowDeselect={false}
            data={(['pull', 'push'] as const).map((value) => ({ value, label: say(value) }))}
            {...form.getInputProps('mode')}
          />
          {form.values.mode === 'push' && (
            <DurationInput label={say('offer')} {...form.getInputProps('offerSeconds')} />
          )}
          <Checkbox label={say('affinity')} {...form.getInputProps('affinity', { type: 'checkbox' })} />
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
        </>
      )}
    </FormDialog>
  );
}
