import { describe, expect, it } from '@jest/globals';
import { piecesOf } from './pieces';

const said = (text: string, marks: readonly (readonly number[])[]): string =>
  piecesOf(text, marks)
    .map(({ piece, isMark }) => (isMark ? `[${piece}]` : piece))
    .join('');

describe('what was found in a text', () => {
  it('is marked where it is', () => {
    expect(said('the printer prints', [[4, 11]])).toBe('the [printer] prints');
    expect(said('printer', [[0, 7]])).toBe('[printer]');
    expect(
      said('принтер и бумага', [
        [0, 7],
        [10, 16],
      ]),
    ).toBe('[принтер] и [бумага]');
  });

  it('never loses or doubles a character, however the marks lie', () => {
    for (const marks of [
      [],
      [
        [2, 5],
        [3, 8],
      ],
      [[0, 99]],
      [[8, 99]],
      [[50, 60]],
      [[3, 3]],
      [[5, 2]],
    ]) {
      expect(
        piecesOf('0123456789', marks)
          .map(({ piece }) => piece)
          .join(''),
      ).toBe('0123456789');
    }
  });

  it('is text, whatever it looks like', () => {
    expect(said('<b>x</b>', [[3, 4]])).toBe('<b>[x]</b>');
  });
});
