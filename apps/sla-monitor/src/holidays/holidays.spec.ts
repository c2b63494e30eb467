import type { CalendarSpec, WeeklySpec } from '#domain';
import { describe, expect, it, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CountryData } from './country-data.js';
import { countryDays } from './country-days.js';
import { findHolidays } from './find-holidays.js';
import { holidaySpan } from './holiday-span.js';
import { Holidays } from './holidays.js';

const data = await CountryData.load();
const found = (country: string, region?: string, types = ['public']) => {
  const of = findHolidays(data, { country, region, types }, '');
  if (Array.isArray(of)) throw new Error(JSON.stringify(of));
  return of;
};
const daysOf = async (year: number, country: string, region?: string, types?: string[]) =>
  countryDays(data, found(country, region, types), { from: year, to: year });
const closed = async (...of: Parameters<typeof daysOf>) =>
  (await daysOf(...of)).filter(({ wholeDay }) => wholeDay).map(({ date }) => date.slice(5));

describe('the holidays of a country', () => {
  it('are those of its region too, under the names they have there', async () => {
    const names = new Map((await daysOf(2026, 'DE', 'BY')).map(({ date, name }) => [date, name]));
    expect(names.get('2026-10-03')).toBe('Tag der Deutschen Einheit');
    expect(names.get('2026-11-01')).toBe('Allerheiligen');
    expect(await closed(2026, 'DE', 'BE')).not.toContain('11-01');
    expect(await closed(2026, 'DE', 'BY-A')).toContain('08-08');
  });

  it('are of the types that are asked for', async () => {
    expect(await closed(2026, 'DE')).not.toContain('10-31');
    expect((await daysOf(2026, 'DE', undefined, ['public', 'observance'])).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['public', 'observance']),
    );
  });

  it('have days off in place of those that fall on free days', async () => {
    expect(await daysOf(2027, 'GB')).toContainEqual({
      date: '2027-12-28',
      name: expect.stringContaining('substitute'),
      type: 'public',
      substitute: true,
      wholeDay: true,
    });
  });

  it('last several days where they do, also over the end of a year and of those asked for', async () => {
    expect(await closed(2027, 'RU')).toEqual(expect.arrayContaining(['01-02', '01-03', '01-04', '01-05', '01-06']));
    expect(await closed(2027, 'SZ')).toEqual(expect.arrayContaining(['01-01', '01-02']));
  });

  it('that begin at sunset are the day after it, whole', async () => {
    expect(await closed(2026, 'IL')).toEqual(
      expect.arrayContaining(['04-02', '04-08', '04-22', '05-22', '09-12', '09-13', '09-21']),
    );
    // Three days and a half.
    expect(await closed(2026, 'TR')).toEqual(expect.arrayContaining(['03-20', '03-21', '03-22']));
    expect(await closed(2026, 'TR')).not.toContain('03-23');
  });

  it('that take half a day close none', async () => {
    const days = await daysOf(2026, 'AT', undefined, ['bank']);
    expect(days).toContainEqual(expect.objectContaining({ date: '2026-12-24', wholeDay: false }));
  });

  it('are told in the language of the caller where they have a name in it, else in their own', async () => {
    const days = await countryDays(data, found('JP'), { from: 2026, to: 2026, language: 'ko' });
    expect(days.map(({ name }) => name)).toEqual(expect.arrayContaining(['신정', '成人の日']));
    expect((await daysOf(2026, 'JP'))[0]!.name).toBe('元日');
  });
});

const office: WeeklySpec = { timezone: 'Europe/Berlin', hours: { mon: [['09:00', '17:00']] } };

describe('a calendar that names countries', () => {
  it('is kept with their days from last year for thirty years on, and gives its own way of writing them', async () => {
    const { from, to } = holidaySpan(new Date());
    const spec: CalendarSpec = { ...office, holidaysOf: [{ country: 'de', region: 'by' }, { country: 'US' }] };
    const whole = (await new Holidays().workOut(spec)) as WeeklySpec;
    expect(whole.holidaysOf).toMatchObject([{ country: 'DE', region: 'BY', types: ['public'] }, { country: 'US' }]);
    expect(whole.workedOut).toMatchObject({
      [`${from}-01-01`]: 'Neujahr',
      [`${to}-12-26`]: '2. Weihnachtstag',
      [`${to}-07-04`]: 'Independence Day',
    });
    const years = Object.keys(whole.workedOut!).map((date) => Number(date.slice(0, 4)));
    expect([Math.min(...years), Math.max(...years)]).toEqual([from, to]);
  });

  test.each([
    ['/calendar/holidaysOf/0/country', { country: 'XX' }, 'sla/holidays'],
    ['/calendar/holidaysOf/0/region', { country: 'DE', region: 'ZZ' }, 'BB, BE, BW, BY, BY-A,'],
    ['/calendar/holidaysOf/0/region', { country: 'MC', region: 'X' }, 'no regions'],
    ['/calendar/holidaysOf/0/types/1', { country: 'DE', types: ['public', 'lazy'] }, 'public, bank, optional'],
    ['/calendar/holidaysOf/0/types/0', { country: 'DE', types: ['school'] }, 'there are: public'],
  ])('is refused by %s when the data does not have %j', async (pointer, of, detail) => {
    await expect(new Holidays().workOut({ ...office, holidaysOf: [of] })).rejects.toMatchObject({
      code: 'calendar.invalid',
      extra: { errors: [{ pointer, detail: expect.stringContaining(detail) }] },
    });
  });
});

const expected = '../shared/corpora/text/public-holidays-2024-2027.json';
(existsSync(expected) ? test : test.skip)('the days of 18 regions are the known ones', async () => {
  const { regions } = JSON.parse(await readFile(expected, 'utf8')) as {
    regions: Record<string, { days: { date: string }[] }>;
  };
  for (const [place, { days }] of Object.entries(regions)) {
    const [country, ...region] = place.split(/[-.]/);
    const ours = await countryDays(data, found(country!, region.join('-') || undefined), { from: 2024, to: 2027 });
    const theirs = days.map(({ date }) => date.slice(0, 10));
    expect(`${place} ${theirs.filter((date) => !ours.some((our) => our.date === date)).join()}`).toBe(`${place} `);
  }
});
