import { describe, expect, it, test } from '@jest/globals';
import { isTimezone, periodOf, slicesOf, type Slice } from './period.js';

const now = new Date('2026-11-23T08:00:00Z');
const iso = (at: Date): string => at.toISOString().replace('.000Z', 'Z');
const told = (slices: readonly Slice[]): string[] =>
  slices.map(({ name, from, to }) => `${name} ${iso(from)} ${iso(to)}`);

describe('the period of a report', () => {
  it('is made of days as its zone has them, or of instants', () => {
    const march = periodOf({ from: '2026-03-01', to: '2026-04-01', timezone: 'Europe/Berlin' }, now);
    expect([iso(march.from), iso(march.to)]).toEqual(['2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z']);
    const exact = periodOf({ from: '2026-03-01T00:00:00+09:00', to: '2026-03-02T00:00Z', timezone: 'UTC' }, now);
    expect([iso(exact.from), iso(exact.to)]).toEqual(['2026-02-28T15:00:00Z', '2026-03-02T00:00:00Z']);
  });

  it('is the last 30 days when nothing is said', () => {
    const { from, to } = periodOf({ timezone: 'UTC' }, now);
    expect([iso(from), iso(to)]).toEqual(['2026-10-24T08:00:00Z', '2026-11-23T08:00:00Z']);
  });

  test.each([
    ['/from', { from: '2026-03-02', to: '2026-03-01' }],
    ['/from', { from: '2026-03-01', to: '2026-03-01' }],
    ['/from', { from: '2027-03-01' }],
    ['/from', { from: '2026-02-30' }],
    ['/from', { from: '2026-03-01T00:00:00' }],
    ['/from', { from: '2026-02-30T00:00:00Z' }],
    ['/from', { from: '-000001-01-01', to: '2026-03-01' }],
    ['/from', { from: '2025-01-01', to: '2026-02-07' }],
    ['/to', { to: 'tomorrow' }],
    ['/to', { to: '9999-12-31' }],
  ])('is refused by the field %s: %j', (pointer, asked) => {
    expect(() => periodOf({ ...asked, timezone: 'UTC' }, now)).toThrow(
      expect.objectContaining({ extra: { errors: [expect.objectContaining({ pointer })] } }),
    );
  });

  it('may be 400 days long', () => {
    expect(() => periodOf({ from: '2025-01-01', to: '2026-02-05', timezone: 'Europe/Berlin' }, now)).not.toThrow();
  });
});

describe('its slices', () => {
  const over = (from: string, to: string, unit: 'day' | 'week' | 'month', timezone: string) =>
    told(slicesOf(periodOf({ from, to, timezone }, now), unit, timezone));

  it('are the months of a zone, an hour apart from those of UTC', () => {
    expect(over('2026-02-15', '2026-04-10', 'month', 'Europe/Berlin')).toEqual([
      '2026-02 2026-02-14T23:00:00Z 2026-02-28T23:00:00Z',
      '2026-03 2026-02-28T23:00:00Z 2026-03-31T22:00:00Z',
      '2026-04 2026-03-31T22:00:00Z 2026-04-09T22:00:00Z',
    ]);
  });

  it('are weeks from Monday, named by their Thursday', () => {
    expect(over('2026-12-30', '2027-01-12', 'week', 'UTC')).toEqual([
      '2026-W53 2026-12-30T00:00:00Z 2027-01-04T00:00:00Z',
      '2027-W01 2027-01-04T00:00:00Z 2027-01-11T00:00:00Z',
      '2027-W02 2027-01-11T00:00:00Z 2027-01-12T00:00:00Z',
    ]);
  });

  it('are days of 23 and 25 hours, days that begin at 01:00, and none where a day was left out', () => {
    expect(over('2026-04-23', '2026-04-26', 'day', 'Africa/Cairo')).toEqual([
      '2026-04-23 2026-04-22T22:00:00Z 2026-04-23T22:00:00Z',
      '2026-04-24 2026-04-23T22:00:00Z 2026-04-24T21:00:00Z',
      '2026-04-25 2026-04-24T21:00:00Z 2026-04-25T21:00:00Z',
    ]);
    expect(over('2011-12-29', '2012-01-01', 'day', 'Pacific/Apia').map((day) => day.slice(0, 10))).toEqual([
      '2011-12-29',
      '2011-12-31',
    ]);
  });
});

test('a zone is one that there is, by its name', () => {
  expect(['UTC', 'Europe/Berlin', 'Asia/Seoul'].filter(isTimezone)).toHaveLength(3);
  expect(['', 'Berlin', '+03:00', 'Europe/Atlantis', 'x'.repeat(99)].filter(isTimezone)).toEqual([]);
});
