import { Fragment } from 'react';
import { piecesOf, type Mark } from './pieces';

interface MarkedProps {
  readonly text: string;
  /** From, to; in order. */
  readonly marks: readonly Mark[];
}

/** A piece of text with the words that were looked for. */
export function Marked({ text, marks }: MarkedProps) {
  return piecesOf(text, marks).map(({ at, piece, isMark }) => (
    <Fragment key={at}>{isMark ? <mark>{piece}</mark> : piece}</Fragment>
  ));
}
