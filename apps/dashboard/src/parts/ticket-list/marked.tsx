import { Fragment } from 'react';

interface MarkedProps {
  readonly text: string;
  /** From, to; in order. */
  readonly marks: readonly (readonly number[])[];
}

/** A piece of text with the words that were looked for. */
export function Marked({ text, marks }: MarkedProps) {
  return piecesOf(text, marks).map(({ at, piece, isMark }) => (
    <Fragment key={at}>{isMark ? <mark>{piece}</mark> : piece}</Fragment>
  ));
}

interface Piece {
  readonly at: number;
  readonly piece: string;
  readonly isMark: boolean;
}

/** Cuts the text at its marks; what overlaps or lies outside is cut to fit. */
export function piecesOf(text: string, marks: MarkedProps['marks']): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (to: number, isMark: boolean): void => {
    if (to > at) pieces.push({ at, piece: text.slice(at, to), isMark });
    at = Math.max(at, to);
  };
  for (const [from = 0, to = 0] of marks) {
    add(Math.min(from, text.length), false);
    add(Math.min(to, text.length), true);
  }
  add(text.length, false);
  return pieces;
}
