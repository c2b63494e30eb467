import { fieldProblems } from '#http';
import { describe, expect, it, test } from '@jest/globals';
import { preview } from './preview.js';
import { previewBody } from './preview-calendar.body.js';

const calendar = { timezone: 'Europe/Berlin', hours: { mon: [['09:00', '12:00'], ['13:00', '17:00']], tue: [['09:00', '17:00']] } }; // prettier-ignore
const start = '2026-11-23T08:00:00Z';
const ask = (given: object) => preview(previewBody.parse({ calendar, start, ...given }));

describe('trying a calendar', () => {
  it('says when a target is used up, without the pauses', () => {
    expect(ask({ target: 4 * 3_600 })).toEqual({ due: '2026-11-23T13:00:00.000Z' });
    const pauses = [{ from: '2026-11-23T09:00:00Z', to: '2026-11-23T09:30:00+00:00' }];
    expect(ask({ target: 4 * 3_600, pauses })).toEqual({ due: '2026-11-23T13:30:00.000Z' });
  });

  it('counts pauses that overlap once, those out of hours not at all, and those before or after not either', () => {
    const pauses = [
      { from: '2026-11-23T14:00:00Z', to: '2026-11-23T20:00:00Z' },
      { from: '2026-11-23T09:00:00Z', to: '2026-11-23T10:00:00Z' },
      { from: '2026-11-23T09:30:00Z', to: '2026-11-23T09:45:00Z' },
      { from: '2026-11-22T01:00:00Z', to: '2026-11-23T07:00:00Z' },
    ];
    expect(ask({ target: 4 * 3_600, pauses })).toEqual({ due: '2026-11-23T14:00:00.000Z' });
    expect(ask({ end: '2026-11-23T18:00:00Z', pauses })).toEqual({ elapsed: 4 * 3_600 });
  });

  it('says how much time counts', () => {
    expect(ask({ end: '2026-11-24T09:00:00Z' })).toEqual({ elapsed: 8 * 3_600 });
    expect(ask({ end: start })).toEqual({ elapsed: 0 });
  });

  it('knows calendars that never close', () => {
    expect(ask({ calendar: { timezone: 'UTC', always: true }, target: 90 })).toEqual({ due: '2026-11-23T08:01:30.000Z' }); // prettier-ignore
  });
});

test.each([
  ['/calendar/timezone', { calendar: { ...calendar, timezone: 'Mars/Olympus' }, target: 1 }],
  ['/calendar/hours/mon/0', { calendar: { timezone: 'UTC', hours: { mon: [['17:00', '09:00']] } }, target: 1 }],
  ['/calendar/hours', { calendar: { timezone: 'UTC' }, target: 1 }],
  ['/calendar/always', { calendar: { ...calendar, always: true }, target: 1 }],
  ['/target', {}],
  ['/target', { target: -1 }],
  ['/target', { target: 1, end: start }],
  ['/target', { target: 1e12 }],
  ['/end', { end: '2026-11-22T08:00:00Z' }],
  ['/start', { start: '1066-10-14T09:00:00Z', target: 1 }],
  ['/pauses/0/to', { target: 1, pauses: [{ from: start, to: start }] }],
])('what cannot be is refused by its field: %s', (pointer, given) => {
  const { error } = previewBody.safeParse({ calendar, start, ...given });
  expect(fieldProblems(error!.issues)).toContainEqual(expect.objectContaining({ pointer }));
});
