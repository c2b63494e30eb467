import { describe, expect, it } from '@jest/globals';
import { attributionLanguages } from './attribution-lines.js';
import { cutReply } from './cut-reply.js';

describe('the line above a quotation', () => {
  for (const { language, examples } of attributionLanguages)
    it.each(examples)(`is recognised in ${language}: %s`, (line) => {
      expect(cutReply(`It works again.\n\n${line}\n\nDoes it work?`)).toEqual({
        newText: 'It works again.',
        quoted: `${line}\n\nDoes it work?`,
        signature: null,
      });
    });

  it.each(attributionLanguages.flatMap(({ examples }) => examples).filter((line) => line.includes('<')))(
    'is recognised when wrapped before the address: %s',
    (line) => {
      const wrapped = line.replace(' <', '\n<').replace(' (<', '\n(<');
      expect(cutReply(`It works again.\n\n${wrapped}\n> Does it work?\n`).newText).toBe('It works again.');
    },
  );
});
