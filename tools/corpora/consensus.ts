import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMime, type ParsedMail } from '#mail';
import type { CorpusResult, CorpusSet } from './corpus-set.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A set with a `consensus.json`: what at least two of three parsers say of each file. Every field counts as one expectation,
 * and every file as one more: that it can be read at all.
 */
export const consensusSet = (name: string): CorpusSet => ({ name, run: async (folder) => await compare(folder) });

async function compare(folder: string): Promise<CorpusResult> {
  const listed = join(folder, 'consensus.json');
  const { files } = existsSync(listed)
    ? (JSON.parse(await readFile(listed, 'utf8')) as { files: Record<string, { consensus?: Fields }> })
    : { files: {} };
  const misses: string[] = [];
  const rates = new Map<string, { right: number; of: number }>();
  const count = (what: string, holds: boolean): void => {
    const rate = rates.get(what) ?? { right: 0, of: 0 };
    rates.set(what, { right: rate.right + (holds ? 1 : 0), of: rate.of + 1 });
  };

  for (const path of await mailsIn(folder, Object.keys(files))) {
    let found: Fields;
    try {
      found = fieldsOf(await parseMime(await readFile(join(folder, path))));
      count('read', true);
    } catch (error) {
      count('read', false);
      misses.push(`${path}: cannot be read: ${String(error)}`);
      continue;
    }
    for (const [field, expected] of Object.entries(files[path]?.consensus ?? {})) {
      if (!(field in found)) continue;
      const holds = JSON.stringify(found[field]) === JSON.stringify(normal(field, expected));
      count(field, holds);
      if (!holds) misses.push(`${path}: ${field} is ${shown(found[field])}, expected ${shown(expected)}`);
    }
  }
  const all = [...rates.values()];
  return {
    right: all.reduce((sum, { right }) => sum + right, 0),
    of: all.reduce((sum, { of }) => sum + of, 0),
    note: [...rates].map(([what, { right, of }]) => `${what} ${right}/${of}`).join(', '),
    misses,
  };
}

/** The files with a consensus, and all others that look like mail. */
async function mailsIn(folder: string, known: readonly string[]): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((entry) => entry.isFile() && /\.(eml|txt)$/i.test(entry.name) && !/licen[cs]e/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const there = known.filter((path) => existsSync(join(folder, path)));
  return [...new Set([...there, ...paths])].toSorted();
}

/** The fields as the consensus writes them. */
function fieldsOf(mail: ParsedMail): Fields {
  const addresses = (list: readonly { address: string }[]): string[] =>
    list.map(({ address }) => address.toLowerCase()).toSorted();
  return {
    subject: collapsed(mail.subject),
    from: addresses(mail.from ? [mail.from] : []),
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo[0] ?? null,
    date: mail.date ? mail.date.toISOString().replace('.000Z', 'Z') : null,
    text: collapsed(mail.text ?? ''),
    attachments: mail.attachments
      .map(({ name, content }) => [name, content.length, createHash('sha256').update(content).digest('hex')] as const)
      .map((attachment) => JSON.stringify(attachment))
      .toSorted()
      .map((attachment) => JSON.parse(attachment) as unknown),
  };
}

/** Ours always has angle brackets around ids, and tells no text from an empty one. */
function normal(field: string, expected: unknown): unknown {
  if (field === 'attachments' && Array.isArray(expected)) {
    return expected
      .map((attachment) => JSON.stringify(attachment))
      .toSorted()
      .map((attachment) => JSON.parse(attachment) as unknown);
  }
  if (field === 'subject' || field === 'text') return expected ?? '';
  const id = typeof expected === 'string' ? expected : '';
  if ((field === 'inReplyTo' || field === 'messageId') && id && !id.startsWith('<')) return `<${id}>`;
  return expected;
}

const collapsed = (text: string): string => text.replace(/\s+/g, ' ').trim();
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
