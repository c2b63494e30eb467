import { describe, expect, it } from '@jest/globals';
import { unwrapFlowed } from './flowed-text.js';

describe('flowed text', () => {
  it('is joined where a program broke it', () => {
    expect(unwrapFlowed('It prints \nagain.\n\nDana', false)).toBe('It prints again.\n\nDana');
    expect(unwrapFlowed('プリン \nター', true)).toBe('プリンター');
  });

  it('is joined within a quotation, but not with the answer below it', () => {
    expect(unwrapFlowed('> Does it \n> print? \nYes. \n>> No. \n> Hm.', false)).toBe(
      '> Does it print? \nYes. \n>> No. \n> Hm.',
    );
  });

  it('keeps the line above a signature, and spaces at the beginning of a line', () => {
    expect(unwrapFlowed('It prints. \n-- \nDana', false)).toBe('It prints. \n-- \nDana');
    expect(unwrapFlowed('  code\n >not quoted', false)).toBe(' code\n>not quoted');
  });

  it('takes a megabyte of broken lines in one go', () => {
    expect(unwrapFlowed('> a \n'.repeat(200_000), false)).toHaveLength(2 + 2 * 200_000 + 1);
  });
});
