import { like, text } from '#http';
import { z } from 'zod';

/** What applying a macro does beside its tags. */
export const macroDoes = ['nothing', 'reply', 'note', 'ask-customer', 'resolve'] as const;

const tag = () => text({ max: 60 }).check(like('tag', /^[^\s,]+$/, 'A tag is one word, without spaces and commas.'));
const language = () =>
  text({ max: 35 })
    .check(like('language', /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'Give a language tag, such as en, ru or pt-BR.'))
    .meta({ example: 'en' });

const fields = {
  name: text({ max: 200 }),
  shared: z.boolean().meta({ description: "Everybody's, or your own. Shared ones are written by leads and admins." }),
  tiers: z
    .array(z.int().min(1).max(99))
    .max(99)
    .meta({ description: 'Only for tickets at these tiers; empty: at any.' }),
  sectors: z
    .array(text({ max: 40 }))
    .max(200)
    .meta({ description: 'Only for tickets of these sectors; empty: of any.' }),
  texts: z
    .array(z.object({ language: language(), body: text({ max: 20_000 }) }).strict())
    .max(50)
    .meta({ description: 'One for each language. Variables stand in double braces: `{{requester.name}}`.' }),
  defaultLanguage: language().meta({ description: 'For tickets in a language that has no text.' }),
  does: z.enum(macroDoes),
  code: text({ max: 100 }).nullable().meta({ description: 'Of the solution; needed to `resolve`, and only then.' }),
  toSector: text({ max: 40 }).nullable().meta({
    description:
      'Where the ticket goes within its tier, into the queue, after the text; only with `reply`, `note` or `nothing`.',
  }),
  addTags: z.array(tag()).max(50),
  removeTags: z.array(tag()).max(50),
  active: z.boolean(),
};

export const newMacro = z.strictObject({
  ...fields,
  shared: fields.shared.default(false),
  tiers: fields.tiers.default([]),
  sectors: fields.sectors.default([]),
  texts: fields.texts.default([]),
  defaultLanguage: fields.defaultLanguage.default('en'),
  does: fields.does.default('reply'),
  code: fields.code.default(null),
  toSector: fields.toSector.default(null),
  addTags: fields.addTags.default([]),
  removeTags: fields.removeTags.default([]),
  active: fields.active.default(true),
});
export const macroChange = z.strictObject(fields).partial();

export const macroView = z.object({
  id: z.uuid(),
  name: z.string(),
  shared: z.boolean(),
  tiers: z.array(z.int()),
  sectors: z.array(z.string()),
  texts: z.array(z.object({ language: z.string(), body: z.string() })),
  defaultLanguage: z.string(),
  does: z.enum(macroDoes),
  code: z.string().nullable(),
  toSector: z.string().nullable(),
  addTags: z.array(z.string()),
  removeTags: z.array(z.string()),
  active: z.boolean(),
  changedAt: z.date(),
});

export type MacroFields = z.output<typeof newMacro>;
export type MacroChange = z.output<typeof macroChange>;
export type Macro = Readonly<z.output<typeof macroView>>;
