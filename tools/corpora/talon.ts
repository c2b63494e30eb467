import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { cutHtmlReply, cutReply, parseMime } from '#mail';
import { consensusSet } from './consensus.js';
import type { CorpusSet } from './corpus-set.js';
import { brief, compareTexts, ReplyRates, type ReplyFinding } from './reply-rates.js';

interface Row {
  readonly source_test?: string;
  readonly input?: string;
  readonly file?: string;
  readonly expected?: string | null;
  readonly expected_plain?: string;
  readonly expected_text?: string | null;
  readonly expected_signature?: string | null;
  readonly compare?: string;
}

type Judge = (rates: ReplyRates, where: string, row: Row, source: string) => void;

/**
 * Replies as text and as HTML, and texts with signatures. Of HTML, what shows and the tags around it must be the same;
 * tags around nothing (and the `html`, `head` and `body` every page has) are not compared.
 */
export const talon: CorpusSet = {
  name: 'talon',
  run: async (folder) => {
    const sections = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')) as Record<string, unknown>;
    const rates = new ReplyRates();
    const counts: string[] = [];
    let mails = 0;
    const began = performance.now();
    for (const [section, rows] of Object.entries(sections)) {
      if (!Array.isArray(rows)) continue;
      counts.push(`${rows.length} ${section}`);
      for (const [n, row] of (rows as Row[]).entries()) {
        const where = `${section} [${n}] ${row.file ?? row.source_test ?? ''}`;
        mails++;
        try {
          judgeOf(section, row)(rates, where, row, await sourceOf(folder, row));
        } catch (error) {
          rates.add(where, { right: false }, () => `cannot be judged: ${String(error)}`);
        }
      }
    }
    const time = ((performance.now() - began) / Math.max(1, mails)).toFixed(2);
    const { right, of } = await consensusSet('talon').run(folder);
    return rates.result(`${counts.join(', ')}; ${time} ms each with reading; fields of its mails ${right} of ${of}`);
  },
};

function judgeOf(section: string, row: Row): Judge {
  if (section === 'signature' || 'expected_signature' in row) return judgeSignature;
  if (section === 'html' || 'expected_plain' in row) return judgeHtml;
  return judgePlain;
}

/** Of an .eml its first text. */
async function sourceOf(folder: string, row: Row): Promise<string> {
  if (row.input !== undefined) return row.input;
  const content = await readFile(join(folder, row.file ?? ''));
  if (!row.file?.endsWith('.eml')) return content.toString('utf8');
  const mail = await parseMime(content);
  return (row.expected_plain === undefined ? mail.text : mail.html) ?? '';
}

/** What is expected still has its signature, which we cut as well: with it the text must be the same. */
const judgePlain: Judge = (rates, where, { expected }, source) => {
  const { newText, signature } = cutReply(source);
  const text = signature === null ? newText : `${newText}\n${signature}`;
  rates.add(where, compareTexts(text, expected ?? ''), () => `expected ${brief(expected ?? '')}, came ${brief(text)}`);
};

const judgeSignature: Judge = (rates, where, row, source) => {
  const { newText, signature } = cutReply(source);
  const text = compareTexts(newText, row.expected_text ?? '');
  const cut = compareTexts(signature ?? '', row.expected_signature ?? '');
  rates.add(
    where,
    { right: text.right && cut.right, kept: text.kept === true, gone: text.gone === true },
    () =>
      `expected ${brief(row.expected_text ?? '')} and ${brief(row.expected_signature ?? null)}, came ${brief(newText)} and ${brief(signature)}`,
  );
};

const judgeHtml: Judge = (rates, where, row, source) => {
  const { newHtml } = cutHtmlReply(source);
  const got = read(newHtml);
  const want =
    row.expected_plain === undefined ? read(row.expected ?? '') : { text: bare(row.expected_plain), tags: null };
  const finding: ReplyFinding = {
    right: got.text === want.text && (want.tags === null || want.tags === got.tags),
    kept: got.text.includes(want.text),
    gone: want.text.includes(got.text),
  };
  rates.add(
    where,
    finding,
    () => `expected ${brief(want.tags ?? want.text)}, came ${brief(want.tags && got.tags)} ${brief(got.text)}`,
  );
};

const bare = (text: string): string => text.replace(/\s/g, '');
const always = new Set(['html', 'head', 'body']);

/** What a page shows, and the tags around it, both without any space. */
function read(html: string): { text: string; tags: string } {
  let text = '';
  let unseen = 0;
  const kept: string[] = [];
  // A tag that closes right after it was opened was around nothing.
  const parser = new Parser({
    onopentag: (name) => {
      if (name === 'style' || name === 'title' || name === 'script') unseen++;
      if (!always.has(name) && name !== 'br' && name !== 'hr') kept.push(`<${name}>`);
    },
    onclosetag: (name) => {
      if (name === 'style' || name === 'title' || name === 'script') unseen--;
      if (always.has(name) || name === 'br' || name === 'hr') return;
      if (kept.at(-1) === `<${name}>` && name !== 'img') kept.pop();
      else kept.push(`</${name}>`);
    },
    ontext: (data) => {
      const shows = unseen > 0 ? '' : bare(data);
      if (shows !== '') kept.push(shows);
      text += shows;
    },
  });
  // Some expected pages are themselves written without any space.
  parser.end(html.replace(/<(\/?)(blockquote|div|span|a|b)(?=class|dir|href)/g, '<$1$2 '));
  return { text, tags: kept.join('') };
}
