import { describe, expect, it, test } from '@jest/globals';
import ICAL from 'ical.js';
import { dateOf, dayOf, daysOf, Effort } from './day-rule.js';
import { linesOf } from './event-lines.js';
import { ruleOf } from './event-rule.js';
import { readICalendar } from './read-icalendar.js';
import { wholeDays } from './whole-days.js';

const FROM = '2025-01-01';
const TO = '2034-12-31';

const fileOf = (...events: string[]): Buffer =>
  Buffer.from(
    ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flatMap((event) => ['BEGIN:VEVENT', event, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n'), // prettier-ignore
  );
const read = (...events: string[]) => wholeDays(readICalendar(fileOf(...events)), FROM, TO);
const datesOf = async (...events: string[]) => (await read(...events)).days.map(({ date }) => date);

describe('the days of an iCalendar file', () => {
  it('are those of all-day events, with their names on one line', async () => {
    const { days, skipped } = await read(
      'DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas\\, and the\\n day after\r\n  it',
      'DTSTART;VALUE=DATE:20260501',
    );
    expect(days).toEqual([
      { date: '2026-05-01', name: null },
      { date: '2026-12-25', name: 'Christmas, and the day after it' },
      { date: '2026-12-26', name: 'Christmas, and the day after it' },
    ]);
    expect(skipped).toEqual([]);
  });

  it('come from DTSTART alone, from DURATION, and from files that leave VALUE=DATE out', async () => {
    expect(
      await datesOf('DTSTART:20260501\r\nDURATION:P2D', 'DTSTART;VALUE=DATE:20260601\r\nDTEND;VALUE=DATE:20260601'),
    ).toEqual([
      // prettier-ignore
      '2026-05-01',
      '2026-05-02',
      '2026-06-01',
    ]);
  });

  it('repeat by rule, by list, and without exceptions, moved or cancelled days', async () => {
    const yearly = 'UID:a\r\nDTSTART;VALUE=DATE:16010501\r\nRRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1;UNTIL=20290101\r\nRDATE;VALUE=DATE:20270502\r\nEXDATE;VALUE=DATE:20260501'; // prettier-ignore
    const moved = 'UID:a\r\nRECURRENCE-ID;VALUE=DATE:20270501\r\nDTSTART;VALUE=DATE:20270503';
    const gone = 'UID:a\r\nRECURRENCE-ID;VALUE=DATE:20280501\r\nDTSTART;VALUE=DATE:20280501\r\nSTATUS:CANCELLED';
    expect(await datesOf(yearly, moved, gone)).toEqual(['2025-05-01', '2027-05-02', '2027-05-03']);
  });

  it('are only those of the span, also when an event began before it', async () => {
    expect(
      await datesOf('DTSTART;VALUE=DATE:20241224\r\nDTEND;VALUE=DATE:20250103', 'DTSTART;VALUE=DATE:20010101'),
    ).toEqual([
      // prettier-ignore
      '2025-01-01',
      '2025-01-02',
    ]);
  });

  test.each([
    ['timed', 'DTSTART:20261225T090000Z'],
    ['timed', 'DTSTART;TZID=Mars/Olympus:20261225T090000\r\nRRULE:FREQ=SECONDLY'],
    ['no-start', 'SUMMARY:Some day'],
    ['wrong-date', 'DTSTART;VALUE=DATE:20260230'],
    ['wrong-date', 'DTSTART;VALUE=DATE:soon'],
    ['wrong-date', 'DTSTART;VALUE=DATE:99991231'],
    ['wrong-end', 'DTSTART;VALUE=DATE:20260501\r\nDTEND;VALUE=DATE:20260401'],
    ['wrong-end', 'DTSTART;VALUE=DATE:20260501\r\nDURATION:-P3D'],
    ['wrong-end', 'DTSTART;VALUE=DATE:20260501\r\nDURATION:for ever'],
    ['too-long', 'DTSTART;VALUE=DATE:20260501\r\nDURATION:P999999999W'],
    ['wrong-rule', 'DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=SECONDLY'],
    ['broken', 'DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=NEVER'],
    ['wrong-date', 'DTSTART;VALUE\r\nSUMMARY'],
    ['cancelled', 'DTSTART;VALUE=DATE:20260501\r\nSTATUS:CANCELLED'],
  ])('are not those of an event that is skipped as %s: %s', async (code, event) => {
    const { days, skipped } = await read(event, 'DTSTART;VALUE=DATE:20260601');
    expect(days.map(({ date }) => date)).toEqual(['2026-06-01']);
    expect(skipped).toMatchObject([{ code, detail: expect.stringMatching(/./) }]);
  });

  test.each([
    ['nothing', ''],
    ['prose', 'Dear all, these are the holidays:'],
    ['a vCard', 'BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n'],
    ['half a file', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225'],
    ['ends that began as something else', 'BEGIN:VCALENDAR\r\nEND:VEVENT'],
    ['an endless line', fileOf(`SUMMARY:${'x'.repeat(200_000)}`).toString()],
    ['another encoding', Buffer.from('BEGIN:VCALENDAR\r\nX-NAME:Fête\r\nEND:VCALENDAR', 'latin1')],
  ])('cannot be read from %s, and are refused as a whole', (_, file) => {
    expect(() => readICalendar(Buffer.from(file))).toThrow(expect.objectContaining({ code: 'calendar.not-icalendar' }));
  });
});

describe('hostile files', () => {
  const rule = (text: string) => `DTSTART;VALUE=DATE:20260101\r\nRRULE:${text}`;
  test.each([
    ['never happens', rule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'), 0],
    ['never happens, day by day', rule('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31'), 0],
    ['never happens, looked for from 1601 on', 'DTSTART;VALUE=DATE:16010101\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=9', 0], // prettier-ignore
    ['happens every million years', rule('FREQ=YEARLY;INTERVAL=1000000'), 1],
    ['has an absurd interval', rule('FREQ=YEARLY;INTERVAL=9007199254740991'), 1],
    ['has an absurd count', rule('FREQ=MONTHLY;COUNT=9007199254740991'), 9 * 12],
    ['happens every day without end', rule('FREQ=DAILY'), 3_287],
  ])('a rule that %s', async (_, event, count) => {
    expect(await datesOf(event)).toHaveLength(count);
  });

  it('that repeat too often are refused, not worked at', async () => {
    const began = performance.now();
    const daily = Array.from({ length: 500 }, () => rule('FREQ=DAILY'));
    await expect(read(...daily)).rejects.toMatchObject({ code: 'calendar.too-much' });
    const far = Array.from({ length: 50 }, () => 'DTSTART;VALUE=DATE:16010101\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1'); // prettier-ignore
    await expect(read(...far)).rejects.toMatchObject({ code: 'calendar.too-much' });
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('that are one long line, or nested deeply, are read in no time', () => {
    const began = performance.now();
    const nested = 'BEGIN:VEVENT\r\n'.repeat(70_000);
    expect(readICalendar(Buffer.from(`BEGIN:VCALENDAR\r\n${nested}${nested.replaceAll('BEGIN', 'END')}END:VCALENDAR`))).toHaveLength(1); // prettier-ignore
    for (const piece of ['a', ';X=1', '\r\n x', ',', '"', '\\', ';X="a"']) {
      const line = `X-LONG${piece.repeat(1_000_000 / piece.length)}`;
      expect(readICalendar(fileOf(`${line}:1`, 'DTSTART:20260501'))).toHaveLength(2);
      expect(readICalendar(fileOf(`X-LONG:${line}`, 'DTSTART:20260501'))).toHaveLength(2);
    }
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

test.each([
  'FREQ=YEARLY',
  'FREQ=YEARLY;COUNT=5',
  'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
  'FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO',
  'FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,15',
  'FREQ=YEARLY;INTERVAL=2;BYMONTH=3',
  'FREQ=YEARLY;BYYEARDAY=1,100,-1',
  'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=TU',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYDAY=1FR,-1SU',
  'FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11,12',
  'FREQ=WEEKLY;UNTIL=20270101',
  'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU;COUNT=20',
  'FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU,SU;COUNT=20',
  'FREQ=DAILY;INTERVAL=10;COUNT=50',
  'FREQ=DAILY;BYMONTH=1',
])('%s gives the days that another implementation gives', (text) => {
  const start = '2025-01-01';
  const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateString(start));
  const theirs: string[] = [];
  for (let next = iterator.next(); next && next.toString() <= TO; next = iterator.next()) theirs.push(next.toString());
  expect(expand(text, start)).toEqual(theirs);
});

// RFC 5545 §3.8.5.3, where ical.js gives others.
test.each([
  ['FREQ=YEARLY;BYDAY=20MO', '2025-01-01', ['2025-05-19', '2026-05-18', '2027-05-17']],
  ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '2025-01-01', ['2025-05-12', '2026-05-11', '2027-05-17']],
  ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2025-01-01', ['2025-12-29', '2027-01-04', '2028-01-03']],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2025-01-01', ['2025-01-31', '2025-02-28', '2025-03-31']],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2025-01-01', ['2025-06-13', '2026-02-13', '2026-03-13']],
  ['FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', '2024-11-05', ['2028-11-07', '2032-11-02']],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-02-29', ['2028-02-29', '2032-02-29']],
])('%s gives the days the standard wants', (text, start, days) => {
  expect(expand(text, start).slice(0, days.length)).toEqual(days);
});

function expand(text: string, start: string): string[] {
  const rule = linesOf([`RRULE:${text}`])!.get('rrule')![0]!.values[0];
  return daysOf(ruleOf(rule)!, dayOf(start), dayOf(FROM), dayOf(TO), new Effort(1e6)).map(dateOf);
}
