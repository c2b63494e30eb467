/** Lines after which a report quotes the mail it is about; compared in lower case, at the start of a trimmed line. */
const MARKERS: readonly string[] = [
  '--- below this line is a copy of the',
  '--- enclosed is a copy',
  '--- the header of the original message',
  '--- the message header is',
  '--- original message',
  '---- original message',
  '----- original message',
  '-------original message',
  '------ original message',
  '-----original message',
  '--------original message',
  '------ this is a copy of',
  '------ this is a copy',
  '----- unsent message follows',
  '----- message header',
  '----- original',
  '----- returned message',
  '------- returned message',
  '-------- returned message',
  '--------returned message',
  '----- the message',
  '----- header',
  '----- below',
  '--- mail header',
  'original message follows',
  'original message headers',
  'original message header',
  'original message text',
  'original mail as follows',
  'original message:',
  'message headers follow',
  'message header:',
  'message text follows',
  'below is a copy of the original message',
  'below this line is a copy of the message',
  'the following is a copy of the',
  'this is a copy of the message',
  'a copy of your message',
  'a copy of the original message',
  'copy of the original message',
  'here is a copy of',
  'the header of the original message',
  'the message headers',
  'received message follows',
  'returned message follows',
  'text of original message',
  '=== original message',
  'begin message header',
  'начало исходного сообщения',
];

/** Fields that start a header block and hardly ever a line of a report's own words. */
const HEADER_LINE =
  /^(received|return-path|dkim-signature|x-received|arc-seal|x-ymail-osg|x-google-[a-z-]+|delivered-to|mime-version|message-id): ?\S?/i;

/** A report's text: its own words, and the mail it quotes ('' when it quotes none). */
export interface SplitReport {
  readonly words: string;
  readonly original: string;
}

/** Cuts a report's text where the quoted mail begins. */
export function splitReport(text: string): SplitReport {
  const lines = text.split('\n');
  const marker = lines.findIndex((line) => {
    const start = line.trimStart().slice(0, 80).toLowerCase();
    return start !== '' && MARKERS.some((words) => start.startsWith(words));
  });
  const header = lines.findIndex((line) => HEADER_LINE.test(line));
  const cuts = [marker, header].filter((at) => at >= 0);
  if (cuts.length === 0) return { words: text, original: '' };
  const at = Math.min(...cuts);
  return { words: lines.slice(0, at).join('\n'), original: lines.slice(at).join('\n') };
}

/** The Message-ID in a header block or a quoted mail, with angle brackets; null when it shows none. */
export function messageIdIn(text: string): string | null {
  const found = /^[ \t>]{0,20}(?:x-)?(?:original-)?message-id:\s{0,20}(<[^<>\s]{1,900}>)/im.exec(
    text.slice(0, 200_000),
  );
  return found?.[1] ?? null;
}
