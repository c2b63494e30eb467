/** Words of reports after which they quote the server that refused, the most telling first; plain() text. */
const INTRODUCTIONS: readonly string[] = [
  'the error that the other server returned was:',
  'the response from the remote server was:',
  'the response was:',
  'remote host said:',
  'error message below:',
  'diagnostic code:',
  'the reason for the problem:',
  'it responded as follows:',
  'unknown address error ',
  'other mail system problem ',
  'the reason given was:',
  'the reason for the failure is:',
  'failed with:',
  'error from remote server after',
  'error from remote mail server after',
  ' said: ',
  ' reason: ',
  ' because: ',
];

/** What a report quotes from the refusing server; '' when it quotes nothing. Its own sentences would mislead. */
export function quotedAnswer(text: string): string {
  const introduction = INTRODUCTIONS.find((words) => text.includes(words));
  return introduction === undefined
    ? ''
    : text
        .slice(text.indexOf(introduction) + introduction.length)
        .slice(0, 800)
        .trim();
}

/** What a program that puts mail into mailboxes says in its own words; its report's fields do not tell that. '' when there is none. */
export function delivererSays(text: string): string {
  const introduction = 'was automatically rejected:';
  const at = text.indexOf(introduction);
  return at < 0
    ? ''
    : text
        .slice(at + introduction.length)
        .slice(0, 800)
        .trim();
}
