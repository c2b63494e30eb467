import { hasLetters, type RoutingRule } from '#domain';
import { misformed, text } from '#http';
import { z } from 'zod';

const word = text({ max: 200 }).refine(
  hasLetters,
  misformed('word', 'Give a word, a phrase, or the beginning of a word followed by *.'),
);

const fields = {
  name: text({ max: 200 }).meta({ description: 'Shown on the timeline of the tickets it routes, also to customers.' }),
  words: z.array(word).max(200).meta({
    description:
      'Any of them as a whole word in subject or description, whatever case and accents; `net*` matches beginnings.',
  }),
  productId: z.uuid().nullable(),
  organisationId: z.uuid().nullable(),
  tier: z.int().min(1).max(99),
  sector: text({ max: 100 }).nullable(),
  enabled: z.boolean(),
};

export const newRuleBody = z.strictObject({
  ...fields,
  words: fields.words.default([]),
  productId: fields.productId.default(null),
  organisationId: fields.organisationId.default(null),
  sector: fields.sector.default(null),
  enabled: fields.enabled.default(true),
});

export const changedRuleBody = z.strictObject(fields).partial();

export const ruleOrderBody = z.strictObject({
  ids: z.array(z.uuid()).max(10_000).meta({ description: 'Every rule exactly once, the first to be asked first.' }),
});

export const ruleView = z.object({ id: z.uuid(), ...fields });
export const rulesView = z.object({ items: z.array(ruleView) });
export type RulesView = { readonly items: readonly RoutingRule[] };

export type NewRule = z.output<typeof newRuleBody>;
export type ChangedRule = z.output<typeof changedRuleBody>;
