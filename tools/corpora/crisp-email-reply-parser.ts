import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cutReply } from '#mail';
import type { CorpusSet } from './corpus-set.js';
import { brief, compareTexts, losesNothing, ReplyRates } from './reply-rates.js';

interface Row {
  readonly file?: string;
  readonly input?: string;
  readonly reply_text_trimmed?: string;
  readonly visible_text?: string;
  readonly first_fragment?: string;
  readonly fragment_count?: number;
  readonly fragment_flags?: readonly Readonly<Record<string, boolean | number>>[];
  readonly regex_checks?: readonly RegexCheck[];
}

interface RegexCheck {
  readonly part: string;
  readonly matches_regex: string;
  readonly flags?: string;
  readonly expect: boolean;
}

type Cut = ReturnType<typeof cutReply>;

const known = new Set([
  'source_test',
  'file',
  'input',
  'note',
  'reply_text_trimmed',
  'visible_text',
  'first_fragment',
  'fragment_count',
  'fragment_flags',
  'regex_checks',
]);

/**
 * Replies in many languages, expected by a parser that splits them into fragments. We do not split: fragment 0 is the new text,
 * any later fragment is what was cut, and a count of fragments says only whether anything was cut.
 */
export const crispEmailReplyParser: CorpusSet = {
  name: 'crisp-email-reply-parser',
  run: async (folder) => {
    const { cases } = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')) as { cases: readonly Row[] };
    const rates = new ReplyRates();
    const whole = { right: 0, of: 0 };
    let milliseconds = 0;
    for (const [n, row] of cases.entries()) {
      const where = `[${n}] ${row.file ?? 'input'}`;
      try {
        const text = row.input ?? (await readFile(join(folder, row.file ?? ''), 'utf8'));
        const began = performance.now();
        const cut = cutReply(text);
        milliseconds += performance.now() - began;
        whole.of++;
        if (losesNothing(text, [cut.newText, cut.quoted, cut.signature ?? ''])) whole.right++;
        judge(rates, where, row, cut);
      } catch (error) {
        rates.add(where, { right: false }, () => `cannot be read: ${String(error)}`);
      }
    }
    const time = (milliseconds / Math.max(1, whole.of)).toFixed(2);
    return rates.result(
      `nothing lost in ${whole.right} of ${whole.of}; fragments are only new or cut; ${time} ms each`,
    );
  },
};

function judge(rates: ReplyRates, where: string, row: Row, cut: Cut): void {
  for (const want of [row.reply_text_trimmed, row.visible_text])
    if (want !== undefined)
      rates.add(where, compareTexts(cut.newText, want), () => `expected ${brief(want)}, came ${brief(cut.newText)}`);
  if (row.first_fragment !== undefined) {
    const want = row.first_fragment;
    rates.add(where, firstFragment(cut, want), () => `expected to begin ${brief(want)}, came ${brief(cut.newText)}`);
  }
  const anythingCut = cut.quoted !== '' || cut.signature !== null;
  if (row.fragment_count === 1)
    rates.add(
      where,
      { right: !anythingCut, kept: !anythingCut },
      () => `nothing was to be cut, but ${brief(rest(cut))}`,
    );
  else if (row.fragment_count !== undefined)
    rates.add(where, { right: anythingCut, gone: anythingCut }, () => 'something was to be cut');
  for (const flags of row.fragment_flags ?? [])
    rates.add(where, { right: flagsHold(flags, cut) }, () => `${JSON.stringify(flags)} does not hold`);
  for (const check of row.regex_checks ?? []) {
    const holds = regexHolds(check, cut);
    const finding = /^(?:fragment\[0\]|visible|reply)/.test(check.part) ? { kept: holds } : { gone: holds };
    rates.add(where, { right: holds, ...finding }, () => `${check.part} ~ /${check.matches_regex}/ does not hold`);
  }
  for (const key of Object.keys(row))
    if (!known.has(key)) rates.add(where, { right: false }, () => `there is no rule for "${key}"`);
}

const rest = (cut: Cut): string => `${cut.quoted}\n${cut.signature ?? ''}`.trim();

/** The first fragment ends where the first thing is cut: what we keep may go on below a quotation. */
function firstFragment(cut: Cut, want: string): ReturnType<typeof compareTexts> {
  const found = compareTexts(cut.newText, want);
  const goesOn = cut.quoted !== '' && cut.newText.startsWith(`${want.trim()}\n`);
  return goesOn ? { right: true, kept: true } : found;
}

function flagsHold(flags: Readonly<Record<string, boolean | number>>, cut: Cut): boolean {
  if (flags['fragment'] === 0)
    return cut.newText !== '' && ['isHidden', 'isQuoted', 'isSignature'].every((name) => flags[name] !== true);
  const anythingCut = cut.quoted !== '' || cut.signature !== null;
  const says = (name: string, holds: boolean): boolean => flags[name] === undefined || flags[name] === holds;
  return (
    says('isHidden', anythingCut) &&
    says('isSignature', cut.signature !== null) &&
    (flags['isQuoted'] === undefined ||
      (flags['isQuoted'] ? cut.quoted !== '' : cut.signature !== null || !anythingCut))
  );
}

function regexHolds(check: RegexCheck, cut: Cut): boolean {
  const parts: Readonly<Record<string, readonly string[]>> = {
    'fragment[0]': [cut.newText],
    visible_text: [cut.newText],
    reply_text: [cut.newText],
    quoted_text: [cut.quoted, rest(cut)],
    signature: [cut.signature ?? ''],
  };
  // A later fragment is what was cut, or what the author goes on with below a quotation.
  const later = [cut.quoted, cut.signature ?? '', ...paragraphs(cut.quoted), ...paragraphs(cut.newText).slice(1)];
  const regex = new RegExp(check.matches_regex, check.flags);
  return (parts[check.part] ?? later).some((text) => regex.test(text)) === check.expect;
}

const paragraphs = (text: string): string[] => text.split(/\n\s*\n/).flatMap((part) => [part, ...part.split('\n')]);
