import type { NeededSkill, SkillNeed, SkillRule } from './dispatch-rule.js';

/** What an agent can: skill -> level, 1..5. */
export type Skills = ReadonlyMap<string, number>;

export interface Needs {
  readonly required: readonly NeededSkill[];
  readonly preferred: readonly NeededSkill[];
}

interface Facts {
  readonly language: string | null;
  readonly product: string | null;
}

/** What a ticket asks of whoever takes it. */
export function needsOf(rule: SkillRule, { language, product }: Facts): Needs {
  const required = [...rule.requiredSkills];
  const preferred = [...rule.preferredSkills];
  const add = (need: SkillNeed, skill: string | null): void => {
    if (skill === null || need === 'off') return;
    (need === 'required' ? required : preferred).push({ skill });
  };
  add(rule.languageSkill, language && `lang:${language.toLowerCase().split(/[-_]/)[0]}`);
  add(rule.productSkill, product && `product:${skillWord(product)}`);
  return { required, preferred };
}

/** A code of ours as it can stand in a skill. */
const skillWord = (code: string): string =>
  code
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .slice(0, 50);

export const has = (skills: Skills, { skill, level = 1 }: NeededSkill): boolean => (skills.get(skill) ?? 0) >= level;

export const hasAll = (skills: Skills, needed: readonly NeededSkill[]): boolean =>
  needed.every((need) => has(skills, need));

export const countOf = (skills: Skills, wanted: readonly NeededSkill[]): number =>
  wanted.filter((need) => has(skills, need)).length;

/** How a needed skill is told: `fiber`, `fiber (3)`. */
export const tellSkill = ({ skill, level = 1 }: NeededSkill): string => (level > 1 ? `${skill} (${level})` : skill);
