import { attributionLanguages, dateWords } from './attribution-lines.js';

export const openers: readonly string[] = [...new Set(attributionLanguages.flatMap((row) => row.openers))];
const verbs = [...new Set(attributionLanguages.flatMap((row) => row.verbs))];
const openersByFirst = new Map<string, string[]>();
for (const opener of openers) {
  const first = opener[0] as string;
  openersByFirst.set(first, [...(openersByFirst.get(first) ?? []), opener]);
}
/** Scripts written without spaces are searched as they are; the others word by word. */
const unspaced = verbs.filter((verb) => /[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/.test(verb));
const fromThaiOn = /[\u0e00-\uffff]/;
const wordVerbs = new Map<string, string[]>();
for (const verb of verbs.filter((each) => !unspaced.includes(each))) {
  const first = /[\p{L}\p{M}]+/u.exec(verb)?.[0] ?? verb;
  wordVerbs.set(first, [...(wordVerbs.get(first) ?? []), verb]);
}

const asciiWord = /[a-z]+/g;
const anyWord = /[\p{L}\p{M}]+/gu;
const isAscii = (text: string): boolean => !/[^ -~]/.test(text);
const letter = /[\p{L}\p{M}]/u;
const smallWord = /(?:^|\s)(\p{Ll}[\p{L}\p{M}]*)/gu;

/** The opening word of `text`, or ''. */
export function openerOf(text: string): string {
  for (const opener of openersByFirst.get(text[0] ?? '') ?? [])
    if (text.startsWith(opener) && (text[opener.length] === ' ' || (opener.length === 1 && isUnspacedStart(opener))))
      return opener;
  return '';
}

const isUnspacedStart = (opener: string): boolean => /[\u4e00-\u9fff\u0590-\u05ff]/.test(opener);

/** Whether `text` says that somebody wrote, and behind that at most whom and when: no sentence goes on. */
export function hasVerb(text: string): boolean {
  const low = text.toLowerCase();
  if (fromThaiOn.test(low) && unspaced.some((verb) => low.includes(verb))) return true;
  let end = -1;
  for (const { 0: word, index } of low.matchAll(isAscii(low) ? asciiWord : anyWord))
    for (const verb of wordVerbs.get(word) ?? [])
      if (low.startsWith(verb, index) && !letter.test(low.charAt(index + verb.length)))
        end = Math.max(end, index + verb.length);
  return end >= 0 && sentenceWords(text.slice(end)) <= 2;
}

/** Words in small letters, but for those a date is written with. */
function sentenceWords(text: string): number {
  let count = 0;
  for (const { 1: word } of text.matchAll(smallWord)) if (!dateWords.has(word as string)) count++;
  return count;
}

export function endsWithVerb(text: string): boolean {
  const low = text.toLowerCase();
  return verbs.some((verb) => low.endsWith(verb));
}

/** Whether `word` alone, or the first word of several, says that somebody wrote. */
export const isVerb = (word: string): boolean => wordVerbs.has(word);
