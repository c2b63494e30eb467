import { describe, expect, it } from '@jest/globals';
import { spanOf, toForm } from './absence-form.js';

const absence = (from: string, to: string) => ({ id: '1', agentId: 'a', name: 'Ada', from, to, reason: null });

describe('the form of an absence', () => {
  it('has whole days of the zone in which the agent works, the last one of them too', () => {
    const form = toForm(absence('2026-10-23T22:00:00Z', '2026-10-25T23:00:00Z'), null, 'Europe/Berlin', new Date());
    expect(form).toMatchObject({ wholeDays: true, fromDay: '2026-10-24', toDay: '2026-10-25' });
    expect(spanOf(form, 'Europe/Berlin')).toEqual({
      from: '2026-10-23T22:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
    });
  });

  it('has times where these are no whole days', () => {
    const form = toForm(absence('2026-11-23T05:00:00Z', '2026-11-23T07:30:00Z'), null, 'Asia/Seoul', new Date());
    expect(form).toMatchObject({ wholeDays: false, fromDay: '2026-11-23', fromTime: '14:00', toTime: '16:30' });
    expect(spanOf(form, 'Asia/Seoul').to).toBe('2026-11-23T07:30:00.000Z');
  });

  it('begins with today there, and knows what is no day', () => {
    const form = toForm(null, null, 'Asia/Seoul', new Date('2026-11-23T16:00:00Z'));
    expect(form.fromDay).toBe('2026-11-24');
    expect(spanOf({ ...form, toDay: '' }, 'Asia/Seoul')).toEqual({ from: null, to: null });
  });
});
