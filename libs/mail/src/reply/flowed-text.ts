/**
 * Joins the lines a program broke of a text marked `format=flowed` (RFC 3676). Lines quoted to a different depth are never joined:
 * else what is answered and the answer below it would become one line. `delSp`: the breaking space is no part of the text.
 */
export function unwrapFlowed(text: string, delSp: boolean): string {
  const joined: string[] = [];
  let pieces: string[] = [];
  let depth = 0;
  let open = false;
  const end = (): void => {
    if (pieces.length > 0) joined.push('>'.repeat(depth) + (depth > 0 ? ' ' : '') + pieces.join(''));
    pieces = [];
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    let quotes = 0;
    while (line[quotes] === '>') quotes++;
    // One space behind the marks only keeps them apart from the text.
    const content = line.slice(line[quotes] === ' ' ? quotes + 1 : quotes);
    const signature = content === '-- ';
    if (!open || quotes !== depth || signature) end();
    depth = quotes;
    open = content.endsWith(' ') && !signature;
    pieces.push(open && delSp ? content.slice(0, -1) : content);
  }
  end();
  return joined.join('\n');
}
