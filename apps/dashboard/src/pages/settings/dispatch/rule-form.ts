import { $api } from '../../../api/client';
import type { paths } from '../../../api/schema';
import { filled, type Skill } from '../parts/skills-input';

export const useRules = () => $api.useQuery('get', '/api/v1/desk/dispatch-rules');
export type Rule = NonNullable<ReturnType<typeof useRules>['data']>['items'][number];
type RuleBody = paths['/api/v1/desk/dispatch-rules']['put']['requestBody']['content']['application/json'];

export const needs = ['off', 'preferred', 'required'] as const;
type Need = (typeof needs)[number];

export interface RuleForm {
  tier: number;
  sector: string | null;
  mode: 'pull' | 'push';
  offerSeconds: number | null;
  affinity: boolean;
  requiredSkills: readonly Skill[];
  preferredSkills: readonly Skill[];
  languageSkill: Need;
  productSkill: Need;
  skillWaitSeconds: number | null;
  returnAfterOfflineSeconds: number | null;
  returnAfterAwaySeconds: number | null;
  returnAfterShiftSeconds: number | null;
  returnWhenDeactivated: boolean;
  returnWaiting: boolean;
}

/** A new rule begins with what holds without one, but offers. */
export const toForm = (rule: Rule | null): RuleForm => ({
  tier: rule?.tier ?? 1,
  sector: rule?.sector ?? null,
  mode: rule?.mode ?? 'push',
  offerSeconds: rule?.offerSeconds ?? 60,
  affinity: rule?.affinity ?? true,
  requiredSkills: rule?.requiredSkills ?? [],
  preferredSkills: rule?.preferredSkills ?? [],
  languageSkill: rule?.languageSkill ?? 'off',
  productSkill: rule?.productSkill ?? 'off',
  skillWaitSeconds: rule?.skillWaitSeconds ?? 300,
  returnAfterOfflineSeconds: rule?.returnAfterOfflineSeconds ?? null,
  returnAfterAwaySeconds: rule?.returnAfterAwaySeconds ?? null,
  returnAfterShiftSeconds: rule?.returnAfterShiftSeconds ?? null,
  returnWhenDeactivated: rule?.returnWhenDeactivated ?? false,
  returnWaiting: rule?.returnWaiting ?? false,
});

export const toBody = ({ offerSeconds, skillWaitSeconds, ...form }: RuleForm): RuleBody => ({
  ...form,
  offerSeconds: offerSeconds ?? 60,
  skillWaitSeconds: skillWaitSeconds ?? 300,
  requiredSkills: filled(form.requiredSkills),
  preferredSkills: filled(form.preferredSkills),
});

export const asksForSkills = ({ requiredSkills, languageSkill, productSkill }: RuleForm): boolean =>
  filled(requiredSkills).length > 0 || languageSkill === 'required' || productSkill === 'required';
