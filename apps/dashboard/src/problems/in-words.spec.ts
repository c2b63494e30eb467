import { describe, expect, it } from '@jest/globals';
import { fieldInWords, inWords, textsIn } from './in-words';
import { korean } from './korean';
import { russian } from './russian';

/** Everything that comes with some code. */
const values = { min: 2, max: 5, bound: 0, of: 5, choices: 'a, b', expected: 'number', format: 'email', state: 'queued', minutes: 5, load: 8, capacity: 9, weight: 2, assignee: 'Kim', agent: 'Kim', step: 3, runbook: 'Reset', year: '2026', name: 'x', unknown: ['x'], percent: 50, id: 'a', title: 'Ping' }; // prettier-ignore

describe('what the API refuses', () => {
  it.each(['ru', 'ko'] as const)('is said in whole sentences in %s', async (language) => {
    const texts = await textsIn(language);
    expect(texts).toBe(language === 'ru' ? russian : korean);
    for (const code of Object.keys(texts)) {
      expect([code, inWords(texts, language, code, values)]).toEqual([code, expect.stringMatching(/^[^{}#]+$/)]);
    }
  });

  it('counts as the language does', () => {
    const said = [1, 3, 5, 21].map((max) => inWords(russian, 'ru', 'too-long', { max }));
    expect(said.map((text) => text?.replace('Сократите: не больше ', ''))).toEqual(['1 символа.', '3 символов.', '5 символов.', '21 символа.']); // prettier-ignore
  });

  it('is said of any noun where all are told alike, and of one where it has its own words', () => {
    expect(inWords(korean, 'ko', 'absence.not-found', {})).toBe(korean['*.not-found']);
    expect(inWords(korean, 'ko', 'ticket.not-found', {})).toBe(korean['ticket.not-found']);
  });

  it('stays as the API says it when there are no words, or what they need did not come with it', () => {
    const problem = (code: string, more: object = {}) =>
      fieldInWords(russian, 'ru', { pointer: '/a', detail: 'Give less.', code, ...more }).detail;
    expect([problem('moon.full'), problem('too-long'), problem('invalid')]).toEqual(Array(3).fill('Give less.'));
    expect(problem('too-small', { values: { min: 1_000 } })).toBe('Укажите не меньше 1\u00a0000.');
  });
});
