import type { LeftOut } from '../send-mail/choose-files.js';
import { defaultTexts, fallbackTexts } from './default-texts.js';

/** The text of a mail that names the files that are not in it, above its signature: what is below that, mail programs hide. */
export function withLeftOut(text: string, files: readonly LeftOut[], language: string): string {
  if (files.length === 0) return text;
  const signature = text.lastIndexOf('\n-- \n');
  const at = signature === -1 ? text.length : signature;
  return `${text.slice(0, at).trimEnd()}\n\n${naming(files, language)}\n${text.slice(at)}`;
}

function naming(files: readonly LeftOut[], language: string): string {
  const { language: own, leftOut } = defaultTexts.get(language) ?? fallbackTexts;
  const size = new Intl.NumberFormat(own, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  const lines = files.map((file) => `- ${file.name} (${size.format(file.size / 1_000_000)}): ${leftOut[file.why]}`);
  return `${leftOut.before}\n${lines.join('\n')}\n${leftOut.after}`;
}
