import { channels, entitlements, priorities, states } from '#domain';
import { z } from 'zod';
import { email, text } from './text.js';

/** One or more of these, with commas between. */
function oneOrMore(values: readonly string[]) {
  const said = `One or more of ${values.join(', ')}, with commas between.`;
  return text({ max: 400 })
    .refine((value) => value.split(',').every((each) => values.includes(each)), said)
    .optional()
    .meta({ description: said });
}

const tiers = z
  .string()
  .max(60, 'Give at most 15 tiers.')
  .regex(/^L?[1-9]\d?(,L?[1-9]\d?)*$/i, 'Give a tier, 2 or L2, or more of them with commas between.')
  .optional()
  .meta({ description: 'A tier, `2` or `L2`, or more of them with commas between.' });

const id = (whose: string) => z.uuid(`Give ${whose} id.`).optional();

const words = (description: string) =>
  text({ max: 400 })
    .refine(
      (value) => value.split(',').every((each) => each.trim() !== ''),
      'Give words with commas between, none empty.',
    )
    .optional()
    .meta({ description });

const relative = /^-[1-9]\d{0,3}[dh]$/;
const isInstant = (value: string): boolean =>
  relative.test(value) ||
  (/^[1-9]/.test(value) &&
    (z.iso.datetime({ offset: true }).safeParse(value).success || z.iso.date().safeParse(value).success));
const aMoment = 'Give an instant such as 2026-03-02T09:00:00Z, a date, or -7d or -12h for so long before now.';
const moment = (description: string) =>
  text({ max: 40 })
    .refine(isInstant, aMoment)
    .optional()
    .meta({ description: `${description} ${aMoment}` });

const flag = (description: string) => z.enum(['true', 'false'], 'Give true or false.').optional().meta({ description });

/** What narrows a list of tickets, as in a query string: every filter may be left out, all that are given hold. */
export const ticketFilterFields = {
  tier: tiers,
  state: oneOrMore(states),
  assignee: z
    .union([z.enum(['me', 'none']), z.uuid()], 'Give an agent\'s id, "me" or "none".')
    .optional()
    .meta({ description: "An agent's id, `me`, or `none`." }),
  team: id("a team's"),
  organisation: id("an organisation's"),
  requester: z.union([z.uuid(), email()], "Give a contact's id or e-mail address.").optional(),
  priority: oneOrMore(priorities),
  sector: words('Codes of sectors, with commas between.'),
  channel: oneOrMore(channels),
  entitlement: oneOrMore(entitlements),
  product: text({ max: 200 }).optional().meta({ description: "A product's id or code." }),
  asset: text({ max: 200 }).optional().meta({ description: "An asset's id or tag." }),
  language: text({ max: 35 }).optional().meta({ description: 'As it is on the ticket, such as `de`.' }),
  tags: words('Tags, with commas between, all of which the ticket has.'),
  anyTag: words('Tags, with commas between, one of which the ticket has.'),
  createdFrom: moment('Made then or later.'),
  createdTo: moment('Made before.'),
  updatedFrom: moment('Changed then or later.'),
  updatedTo: moment('Changed last before.'),
  resolvedFrom: moment('Resolved then or later.'),
  resolvedTo: moment('Resolved before.'),
  dueBefore: moment('With a promise that runs and is due before.'),
  breached: flag('With a promise that is broken and not yet kept.'),
  atRisk: flag('With a promise that has less than a quarter of its time left.'),
  vendorCase: flag('Whether a vendor was ever asked.'),
  watched: flag('Whether you watch it.'),
  bounces: z
    .string()
    .regex(/^\d{1,4}$/, 'Give a whole number, 0 to 9999.')
    .optional()
    .meta({ description: 'Returned so often or more.' }),
  q: text({ max: 500 })
    .optional()
    .meta({ description: 'Words in the subject or in posts: `printer -paper "no ink" laser*`, `ink OR toner`.' }),
} as const;

export const ticketSortField = z.enum(['number', 'updated', 'due', 'waiting', 'priority']).meta({
  description:
    '`number` newest first; `updated` changed last first; `due` open ones, due soonest first; `waiting` those in a queue, ' +
    'waiting longest first; `priority` open ones, P1 first, oldest first within. A search is always by `number`.',
});

/** A search has one order: refuses another, naming `sort`. */
export const isOrderOfSearch = ({ q, sort }: { q?: string | undefined; sort?: string | undefined }): boolean =>
  q === undefined || sort === undefined || sort === 'number';
export const orderOfSearch = {
  path: ['sort'],
  message: 'Leave out `sort` or `q`: what a search finds comes newest first.',
};
