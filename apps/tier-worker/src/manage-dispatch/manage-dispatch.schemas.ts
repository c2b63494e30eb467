import { dispatchModes, noRule, skillNeeds } from '#domain';
import { text } from '#http';
import { z } from 'zod';
import { level, skill } from '../manage-skills/skill.schemas.js';

const DAY = 86_400;
const tier = z.int().min(1).max(99);
const sector = text({ max: 40 })
  .nullable()
  .meta({ description: 'Null: every sector of the tier that has no rule of its own.' });
const needed = z.array(z.strictObject({ skill, level: level.default(1) })).max(20);
const after = z
  .int()
  .min(0)
  .max(30 * DAY)
  .nullable();

const rule = {
  tier,
  sector: sector.default(null),
  mode: z
    .enum(dispatchModes)
    .default(noRule.mode)
    .meta({ description: '`pull`: agents take tickets; `push`: each is offered to one agent at a time.' }),
  offerSeconds: z.int().min(1).max(DAY).default(noRule.offerSeconds).meta({ description: 'How long an offer stands.' }),
  requiredSkills: needed.default([]).meta({ description: 'Who lacks one is not asked.' }),
  preferredSkills: needed.default([]).meta({ description: 'Who has more of them is asked first.' }),
  languageSkill: z
    .enum(skillNeeds)
    .default(noRule.languageSkill)
    .meta({ description: "Whether the ticket's language asks for a skill: `ru` for `lang:ru`." }),
  productSkill: z
    .enum(skillNeeds)
    .default(noRule.productSkill)
    .meta({ description: "Whether the ticket's product asks for a skill: `FW-100` for `product:fw-100`." }),
  skillWaitSeconds: z.int().min(0).max(DAY).default(noRule.skillWaitSeconds).meta({
    description:
      'So long a ticket waits for required skills that nobody there has; then it goes without, and the offer says so.',
  }),
  affinity: z
    .boolean()
    .default(noRule.affinity)
    .meta({ description: 'Whether who had the ticket or its customer before is asked first.' }),
  returnAfterOfflineSeconds: after
    .default(null)
    .meta({ description: 'Held tickets go back to the queue so long after their agent went offline; null: never.' }),
  returnAfterAwaySeconds: after.default(null).meta({ description: 'The same, after the agent went away.' }),
  returnAfterShiftSeconds: after.default(null).meta({ description: 'The same, after their shift ended.' }),
  returnWhenDeactivated: z
    .boolean()
    .default(noRule.returnWhenDeactivated)
    .meta({ description: 'Whether the tickets of an agent who is deactivated go back at once.' }),
  returnWaiting: z
    .boolean()
    .default(noRule.returnWaiting)
    .meta({ description: 'Whether what waits for the customer, a vendor or an intervention goes back too.' }),
};
export const dispatchRuleBody = z.strictObject(rule);
export type DispatchRuleBody = z.output<typeof dispatchRuleBody>;
export const dispatchRuleView = z.object({ id: z.uuid(), ...rule, updatedAt: z.date() });
export type DispatchRuleView = z.output<typeof dispatchRuleView>;

const weight = z.int().min(1).max(100);
export const weightsSchema = z.strictObject({ P1: weight, P2: weight, P3: weight, P4: weight, P5: weight });
export type WeightsBody = z.output<typeof weightsSchema>;

const overflow = {
  tier,
  sector: sector.default(null),
  afterSeconds: z
    .int()
    .min(0)
    .max(30 * DAY)
    .meta({ description: 'So long a ticket waits before the partner sees it.' }),
  calendar: text({ max: 63 })
    .nullable()
    .default(null)
    .meta({ description: 'The code of a calendar: only while it is open; null: always.' }),
  teamId: z.uuid().meta({ description: 'A team that is flagged `partner`.' }),
};
export const overflowRuleBody = z.strictObject(overflow);
export type OverflowRuleBody = z.output<typeof overflowRuleBody>;
export const overflowRuleView = z.object({
  id: z.uuid(),
  ...overflow,
  updatedAt: z.date(),
  openNow: z.boolean().meta({ description: 'Whether it holds at this moment: always, or while its calendar is open.' }),
  shown: z.int().meta({ description: 'Open tickets there that the team sees now because they overflowed.' }),
});
export type OverflowRuleView = z.output<typeof overflowRuleView>;
