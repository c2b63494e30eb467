/** A piece of a text as it will read: as it was written, a variable's value, or the name of one that there is not. */
export interface Piece {
  readonly kind: 'text' | 'value' | 'unknown';
  readonly text: string;
}

/** As the server has it: `{{name}}`; after a backslash it is only text. */
const placeholder = /(\\?)\{\{([^{}\n]{0,200})\}\}/g;

/** How a macro's text reads with these values: for looking at it while it is written. */
export function renderSample(text: string, values: Readonly<Record<string, string>>): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const found of text.matchAll(placeholder)) {
    const [whole, backslash, inside = ''] = found;
    const before = text.slice(done, found.index);
    if (before) pieces.push({ kind: 'text', text: before });
    const name = inside.trim();
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (backslash) pieces.push({ kind: 'text', text: whole.slice(1) });
    else if (value === undefined) pieces.push({ kind: 'unknown', text: whole });
    else pieces.push({ kind: 'value', text: value });
    done = found.index + whole.length;
  }
  if (done < text.length) pieces.push({ kind: 'text', text: text.slice(done) });
  return pieces;
}
