import { FIRST_YEAR } from '#domain';
import { queryInteger, text } from '#http';
import { z } from 'zod';
import { holidayTypes } from '../holidays/country-data.js';

/** As far as the moons of all calendars are known. */
const LAST_KNOWN_YEAR = 2100;

const language = text({ max: 35 })
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'Write a language such as de or pt-BR.')
  .optional()
  .meta({
    description: 'Of the names; that of `Accept-Language` when left out, and the country’s own where there is none.',
  });

export const placesQuery = z.strictObject({ language });
export type PlacesQuery = z.output<typeof placesQuery>;

export const daysQuery = z.strictObject({
  year: queryInteger({ min: FIRST_YEAR, max: LAST_KNOWN_YEAR }),
  region: text({ max: 20 }).optional().meta({ description: 'BY; or a part of one, BY-A.' }),
  types: text({ max: 100 })
    .transform((types) => types.split(','))
    .optional()
    .meta({ description: 'One or more of public (when left out), bank, optional, school, observance; with commas.' }),
  language,
});
export type DaysQuery = z.output<typeof daysQuery>;

const place = z.object({ code: z.string(), name: z.string() });

export const countriesView = z.object({ items: z.array(place) });

export const countryView = z.object({
  code: z.string(),
  name: z.string(),
  regions: z.array(place).meta({ description: 'Regions (BY), each followed by its parts (BY-A).' }),
  types: z.array(z.enum(holidayTypes)).meta({ description: 'Types of which the country as a whole has holidays.' }),
});

export const holidaysView = z.object({
  items: z.array(
    z.object({
      date: z.iso.date(),
      name: z.string(),
      type: z.string(),
      substitute: z.boolean().meta({ description: 'A day off in place of a holiday that fell on a free day.' }),
      wholeDay: z.boolean().meta({ description: 'False for half holidays: they close no day of a calendar.' }),
    }),
  ),
});
export type HolidaysView = z.output<typeof holidaysView>;
