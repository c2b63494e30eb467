import type { FieldProblem, HolidaysOf } from '#domain';
import { holidayTypes, type CountryData, type HolidayType, type KnownHolidays } from './country-data.js';

/** What `of` names in the data, however it is capitalised; or what is wrong with it, by its fields under `pointer`. */
export function findHolidays(data: CountryData, of: HolidaysOf, pointer: string): KnownHolidays | FieldProblem[] {
  const country = of.country.toUpperCase();
  if (!data.countries().some(({ code }) => code === country)) {
    const detail = 'There are no holidays of this country; GET /api/v1/sla/holidays/countries lists those there are.';
    return [{ pointer: `${pointer}/country`, detail, code: 'holidays.unknown-country' }];
  }
  const problems: FieldProblem[] = [];
  const regions = data.regions(country);
  const region = regions.find(({ code }) => code.toLowerCase() === of.region?.toLowerCase())?.code;
  if (of.region !== undefined && region === undefined) {
    const choices = regions.map(({ code }) => code);
    const detail =
      choices.length === 0
        ? `${country} has no regions: leave it out.`
        : `${country} has these regions: ${choices.join(', ')}.`;
    problems.push({ pointer: `${pointer}/region`, detail, code: 'holidays.unknown-region', values: { choices } });
  }
  const there = data.types({ country, region });
  const types = [...new Set(of.types ?? ['public'])];
  types.forEach((type, index) => {
    if ((there as readonly string[]).includes(type)) return;
    const detail = (holidayTypes as readonly string[]).includes(type)
      ? `There are no such holidays here; there are: ${there.join(', ')}.`
      : `Not a type of holidays; there are: ${holidayTypes.join(', ')}.`;
    problems.push({ pointer: `${pointer}/types/${index}`, detail, code: 'not-a-choice', values: { choices: there } });
  });
  if (problems.length > 0) return problems;
  return { country, region, types: holidayTypes.filter((type) => types.includes(type)) as HolidayType[] };
}
