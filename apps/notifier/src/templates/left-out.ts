import type { LeftOut } from '../send-mail/choose-files.js';
import { defaultTexts, fallbackTexts } from './default-texts.js';

/** What a mail says of the files that are not in it; '' when all of them are. */
export function leftOutText(files: readonly LeftOut[], language: string): string {
  if (files.length === 0) return '';
  const { language: own, leftOut } = defaultTexts.get(language) ?? fallbackTexts;
  const size = new Intl.NumberFormat(own, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  const lines = files.map((file) => `- ${file.name} (${size.format(file.size / 1_000_000)}): ${leftOut[file.why]}`);
  return `${leftOut.before}\n${lines.join('\n')}\n${leftOut.after}`;
}
