/** From, to. */
export type Mark = readonly number[];

export interface Piece {
  readonly at: number;
  readonly piece: string;
  readonly isMark: boolean;
}

/** Cuts the text at its marks; what overlaps or lies outside is cut to fit. */
export function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
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
