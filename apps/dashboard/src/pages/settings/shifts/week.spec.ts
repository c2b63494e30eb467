import { describe, expect, it } from '@jest/globals';
import { piecesOf, weekOf } from './week.js';

const hours = (zone: string, now: string, weeks = 0) =>
  weekOf(new Date(now), zone, weeks).map(({ date, from, to }) => [date.slice(5), (to - from) / 3_600_000]);

describe('a week of a zone', () => {
  it('begins on its Monday, also when it is Sunday or Monday elsewhere', () => {
    expect(hours('Asia/Seoul', '2026-11-22T18:00:00Z')[0]).toEqual(['11-23', 24]);
    expect(hours('America/New_York', '2026-11-23T02:00:00Z')[0]).toEqual(['11-16', 24]);
    expect(hours('UTC', '2026-12-30T12:00:00Z', 1)[6]).toEqual(['01-10', 24]);
  });

  it('has a day of 25 hours, and one of 23, where clocks are changed', () => {
    expect(hours('Europe/Berlin', '2026-10-23T12:00:00Z')[6]).toEqual(['10-25', 25]);
    expect(hours('Europe/Berlin', '2026-03-25T12:00:00Z')[6]).toEqual(['03-29', 23]);
  });

  it('has of a night shift in Berlin, seen from Seoul, what lies in each day', () => {
    const [monday, tuesday] = weekOf(new Date('2026-11-23T12:00:00Z'), 'Asia/Seoul', 0);
    const night = [{ from: '2026-11-23T13:00:00.000Z', to: '2026-11-23T21:00:00.000Z' }];
    expect(piecesOf(night, monday!, 'Asia/Seoul')).toEqual([
      { label: '22:00–24:00', isWhole: false, start: 22 / 24, end: 1 },
    ]);
    expect(piecesOf(night, tuesday!, 'Asia/Seoul').map(({ label }) => label)).toEqual(['00:00–06:00']);
  });
});
