// Only the list: all of the domain is not for browsers.
// oxlint-disable-next-line no-restricted-imports
import { eventTypes } from '../../../../../../libs/domain/src/ticket/event-types';
import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { eventWords } from './event-words';

const languages = Object.keys(eventWords) as (keyof typeof eventWords)[];
/** Everything `useTold` gives to a sentence. */
const values = {
  place: 'L2 Network',
  from: 'L1',
  name: 'Kim',
  time: '5 min',
  number: 'T-7',
  as: 'parent',
  title: 'Reset',
  kind: 'call',
  reason: 'spam',
  fields: 'goal',
  promise: 'Solution',
  percent: 2,
  count: 3,
  vendor: 'Acme',
  recipient: 'ann@customer.example',
};

describe('the words of the timeline', () => {
  it.each(languages)('tell every type of event in %s', (language) => {
    expect(eventTypes.filter((type) => !Object.hasOwn(eventWords[language], type))).toEqual([]);
  });

  it.each(languages)('tell of nothing that does not exist, in %s', (language) => {
    const told = Object.keys(eventWords[language]).map((key) => key.replace(':system', ''));
    expect(told.filter((type) => !eventTypes.includes(type))).toEqual([]);
  });

  it.each(languages)('are whole sentences in %s', (language) => {
    for (const text of Object.values(eventWords[language])) {
      const said = String(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format(values));
      expect(said).not.toMatch(/[{}]|undefined/);
      expect(said.trim()).not.toBe('');
    }
  });
});
