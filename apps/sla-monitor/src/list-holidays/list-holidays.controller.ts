import { Authenticated } from '#access';
import { DomainError } from '#domain';
import { Answers, Refuses } from '#http';
import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CountryData, type Place } from '../holidays/country-data.js';
import { countryDays } from '../holidays/country-days.js';
import { findHolidays } from '../holidays/find-holidays.js';
import {
  countriesView,
  countryView,
  daysQuery,
  holidaysView,
  placesQuery,
  type DaysQuery,
  type HolidaysView,
  type PlacesQuery,
} from './list-holidays.body.js';

const TellsLanguage = (): MethodDecorator =>
  ApiHeader({ name: 'accept-language', required: false, schema: { type: 'string' } });

/** What a calendar can name in `holidaysOf`. */
@ApiTags('sla')
@Controller('sla/holidays/countries')
export class ListHolidaysController {
  /** The countries whose holidays are known, by code. */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @TellsLanguage()
  @Answers(200, countriesView)
  async countries(
    @Query({ schema: placesQuery }) { language }: PlacesQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<{ items: readonly Place[] }> {
    const data = await CountryData.load();
    return { items: data.countries(language ?? firstOf(accepted)) };
  }

  /** A country, its regions and the types of holidays it has. */
  @Get(':country')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @TellsLanguage()
  @Answers(200, countryView)
  @Refuses(404, 'country.not-found')
  async country(
    @Param('country') code: string,
    @Query({ schema: placesQuery }) { language }: PlacesQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<z.output<typeof countryView>> {
    const data = await CountryData.load();
    const spoken = language ?? firstOf(accepted);
    const country = data.countries(spoken).find((place) => place.code === code.toUpperCase());
    if (!country) throw noSuchCountry();
    return {
      code: country.code,
      name: country.name,
      regions: [...data.regions(country.code, spoken)],
      types: [...data.types({ country: country.code })],
    };
  }

  /** The holidays of a country or region in one year, by date; half ones too. Dates are those of the wall clock there. */
  @Get(':country/days')
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @TellsLanguage()
  @Answers(200, holidaysView)
  @Refuses(400, 'holidays.unknown')
  @Refuses(404, 'country.not-found')
  async days(
    @Param('country') code: string,
    @Query({ schema: daysQuery }) { year, region, types, language }: DaysQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<HolidaysView> {
    const data = await CountryData.load();
    const of = findHolidays(data, { country: code, region, types }, '');
    if (!Array.isArray(of)) {
      const spoken = language ?? firstOf(accepted);
      return { items: [...(await countryDays(data, of, { from: year, to: year, language: spoken }))] };
    }
    const [first] = of;
    if (first!.pointer === '/country') throw noSuchCountry();
    throw new DomainError('invalid', 'holidays.unknown', first!.detail, {
      errors: of.map((problem) => ({ ...problem, in: 'query' })),
    });
  }
}

const noSuchCountry = (): DomainError =>
  new DomainError('not-found', 'country.not-found', 'No holidays are known of this country; use a code of the list.');

/** What an `Accept-Language` asks for first; nothing when that is not a language. */
const firstOf = (accepted: string | undefined): string | undefined =>
  /^\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*(?:[,;]|$)/.exec(accepted ?? '')?.[1];
