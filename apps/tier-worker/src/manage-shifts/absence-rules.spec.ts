import { describe, expect, it } from '@jest/globals';
import { leads, oneself, spanOf, type Span } from './absence-rules.js';

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 23, hour));
const span = (from: number, to: number): Span => ({ from: at(from), to: at(to) });
const now = at(12);
const own = oneself('ada');
const refusal = (code: string) =>
  expect.objectContaining({ extra: { errors: [expect.objectContaining({ pointer: '/to', code })] } });

describe('absences', () => {
  it('one’s own begins now at the earliest', () => {
    expect(own.written(null, span(9, 17), now)).toEqual(span(12, 17));
    expect(own.written(null, span(13, 17), now)).toEqual(span(13, 17));
    expect(own.written(span(13, 17), span(9, 17), now)).toEqual(span(12, 17));
  });

  it('one’s own ends in the future, and not before it begins', () => {
    for (const was of [null, span(9, 17), span(13, 17)]) {
      expect(() => own.written(was, span(9, 12), now)).toThrow(refusal('absence.over-already'));
    }
    expect(() => spanOf({ from: at(9).toISOString(), to: at(9).toISOString() })).toThrow(refusal('absence.ends-first'));
  });

  it('one’s own that has begun keeps its beginning, and ends now when it is taken back', () => {
    expect(own.written(span(9, 17), span(14, 18), now)).toEqual(span(9, 18));
    expect(own.takenBack(span(9, 17), now)).toEqual(span(9, 12));
    expect(own.takenBack(span(12, 17), now)).toBeNull();
    expect(own.takenBack(span(13, 17), now)).toBeNull();
  });

  it('one’s own that is over stays as it was', () => {
    const unknown = expect.objectContaining({ code: 'absence.not-found' });
    expect(() => own.written(span(9, 12), span(13, 17), now)).toThrow(unknown);
    expect(() => own.takenBack(span(9, 12), now)).toThrow(unknown);
  });

  it('leads write what was and what comes as they say', () => {
    expect(leads.written(null, span(8, 10), now)).toEqual(span(8, 10));
    for (const was of [span(9, 11), span(9, 17), span(13, 17)]) {
      expect(leads.written(was, span(8, 10), now)).toEqual(span(8, 10));
      expect(leads.takenBack(was, now)).toBeNull();
    }
  });
});
