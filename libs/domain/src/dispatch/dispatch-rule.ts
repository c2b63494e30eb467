/** How work comes to agents: they take it, or it is offered to one of them at a time. */
export const dispatchModes = ['pull', 'push'] as const;
export type DispatchMode = (typeof dispatchModes)[number];

/** Whether a skill that a ticket's own facts name counts: its language, its product. */
export const skillNeeds = ['off', 'preferred', 'required'] as const;
export type SkillNeed = (typeof skillNeeds)[number];

export interface NeededSkill {
  readonly skill: string;
  /** At least so good, 1..5; 1 when left out. */
  readonly level?: number | undefined;
}

/** When held work goes back to its queue; null: never. */
export interface ReturnRule {
  readonly returnAfterOfflineSeconds: number | null;
  readonly returnAfterAwaySeconds: number | null;
  readonly returnAfterShiftSeconds: number | null;
  readonly returnWhenDeactivated: boolean;
  /** Whether what waits for the customer, a vendor or an intervention returns too. */
  readonly returnWaiting: boolean;
}

export interface SkillRule {
  readonly requiredSkills: readonly NeededSkill[];
  readonly preferredSkills: readonly NeededSkill[];
  /** `lang:<language>`. */
  readonly languageSkill: SkillNeed;
  /** `product:<code>`. */
  readonly productSkill: SkillNeed;
  /** Required skills that nobody has are asked for no longer than this. */
  readonly skillWaitSeconds: number;
}

/** How work comes to the agents of a tier, or of one sector of it. */
export interface DispatchRule extends SkillRule, ReturnRule {
  readonly tier: number;
  /** Null: every sector of the tier that has no rule of its own. */
  readonly sector: string | null;
  readonly mode: DispatchMode;
  /** How long an offer stands. */
  readonly offerSeconds: number;
  /** Whether who had the ticket or the customer before is asked first. */
  readonly affinity: boolean;
}

/** What holds where nobody wrote a rule: agents take work themselves, and keep it. */
export const noRule: Omit<DispatchRule, 'tier' | 'sector'> = {
  mode: 'pull',
  offerSeconds: 60,
  requiredSkills: [],
  preferredSkills: [],
  languageSkill: 'off',
  productSkill: 'off',
  skillWaitSeconds: 300,
  affinity: true,
  returnAfterOfflineSeconds: null,
  returnAfterAwaySeconds: null,
  returnAfterShiftSeconds: null,
  returnWhenDeactivated: false,
  returnWaiting: false,
};

interface Place {
  readonly tier: number;
  readonly sector: string | null;
}

/** The rule of a place: its sector's own, else its tier's; null when there is neither. */
export function ruleFor<Rule extends Place>(rules: readonly Rule[], { tier, sector }: Place): Rule | null {
  const ofTier = rules.filter((rule) => rule.tier === tier);
  const own = sector === null ? undefined : ofTier.find((rule) => rule.sector === sector);
  return own ?? ofTier.find((rule) => rule.sector === null) ?? null;
}
