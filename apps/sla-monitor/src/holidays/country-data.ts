import type { HolidaysOf } from '#domain';
import type Library from 'date-holidays';

/** From the most official on. */
export const holidayTypes = ['public', 'bank', 'optional', 'school', 'observance'] as const;
export type HolidayType = (typeof holidayTypes)[number];

export interface Place {
  readonly code: string;
  readonly name: string;
}

/** A country or a region of it, and types of holidays, that the data has; written as the data writes it. */
export interface KnownHolidays extends HolidaysOf {
  readonly types: readonly HolidayType[];
}

let loading: Promise<CountryData> | undefined;

/** Which countries and regions have holidays, and by which rules. */
export class CountryData {
  private readonly all: Library;

  private constructor(private readonly library: typeof Library) {
    this.all = new library();
  }

  /** Takes a tenth of a second and 10 MB, for those who ask for it. */
  static load(): Promise<CountryData> {
    loading ??= import('date-holidays').then(({ default: library }) => new CountryData(library));
    return loading;
  }

  /** Each under the name it has itself, or in the language where the data has that. */
  countries(language?: string): readonly Place[] {
    return placesOf(this.all.getCountries(spoken(language).at(-1))).toSorted((one, other) =>
      one.code < other.code ? -1 : 1,
    );
  }

  /** Regions (`BY`), each followed by its parts (`BY-A`). */
  regions(country: string, tag?: string): readonly Place[] {
    const language = spoken(tag).at(-1);
    return placesOf(this.all.getStates(country, language)).flatMap((region) => [
      region,
      ...placesOf(this.all.getRegions(country, region.code, language)).map(({ code, name }) => ({
        code: `${region.code}-${code}`,
        name: `${region.name}, ${name}`,
      })),
    ]);
  }

  /** Types of which a country has holidays at all. */
  types({ country, region }: HolidaysOf): readonly HolidayType[] {
    const there = new Set(
      Object.values(this.open(country, region, {}).getRules()).map(
        (rule) => (rule as unknown as { type?: string }).type,
      ),
    );
    return holidayTypes.filter((type) => there.has(type));
  }

  /** The rules, with the names in a language where there is one in it. Instants are what the wall clock shows, as if it were UTC. */
  rules({ country, region, types }: KnownHolidays, language?: string): Library {
    const rules = this.open(country, region, { timezone: 'UTC', types: types.toReversed() });
    rules.setLanguages(spoken(language));
    return rules;
  }

  private open(country: string, region: string | undefined, options: object): Library {
    const [state = '', ...part] = region?.split('-') ?? [];
    if (state === '') return new this.library(country, options);
    if (part.length === 0) return new this.library(country, state, options);
    return new this.library(country, state, part.join('-'), options);
  }
}

/** `pt-BR` is at least Portuguese. The data knows a few dialects, such as `de-at`. */
function spoken(tag: string | undefined): string[] {
  const [language, ...dialect] = tag?.toLowerCase().split('-') ?? [];
  if (language === undefined) return [];
  return dialect.length > 0 ? [`${language}-${dialect.join('-')}`, language] : [language];
}

const placesOf = (names: Readonly<Record<string, string>> | undefined): readonly Place[] =>
  Object.entries(names ?? {}).map(([code, name]) => ({ code, name }));
