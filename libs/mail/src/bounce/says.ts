/** Lower case, one space between words, plain apostrophes: what phrases are compared with. */
export function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[’‘`]/g, "'").replaceAll(/\s+/g, ' ').trim();
}

/**
 * Whether the text holds the phrase. Each ` … ` in a phrase stands for at most 120 other characters, or none: "mailbox … full" is
 * found in "mailbox for jane is full", and begins a word there. At most 20 places of the first words are tried.
 */
export function says(text: string, phrase: string): boolean {
  if (!phrase.includes('…')) return text.includes(phrase);
  const [first, ...rest] = phrase.split('…') as [string, ...string[]];
  for (let tries = 0, at = text.indexOf(first); at >= 0 && tries < 20; tries += 1, at = text.indexOf(first, at + 1)) {
    const begins = at === 0 || !/[a-z0-9]/.test(text[at - 1]!);
    if (begins && follow(text, at + first.length, rest)) return true;
  }
  return false;
}

/** Whether the parts come one after the other; the space that ends one may begin the next. */
function follow(text: string, from: number, parts: readonly string[]): boolean {
  let end = from;
  return parts.every((part) => {
    const at = text.slice(end - 1, end + 120 + part.length).indexOf(part);
    end += at - 1 + part.length;
    return at >= 0;
  });
}
