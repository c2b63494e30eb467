/** The SMTP command a refusal answered: what it says about, the sender (MAIL), the recipient (RCPT), the mail (DATA) or us (CONN). */
export type SmtpCommand = 'CONN' | 'MAIL' | 'RCPT' | 'DATA';

/** Words of MTAs around the command they had sent, in plain() text. */
const AROUND: readonly RegExp[] = [
  /in reply to (?:the )?(?:end of )?([a-z]+)/,
  /after (?:end of )?(rcpt|mail|data|ehlo|helo|starttls|text|initial connection|connect)\b/,
  /response to (?:end of )?(rcpt|mail|data|ehlo|helo)\b/,
  /did not like our (?:final )?(rcpt|mail|data|ehlo|helo)/,
  /\[(rcpt|mail|data|connect)[_\]]/,
  /error following (rcpt|mail|data|ehlo|helo)/,
  /sent <<< (rcpt|mail|data|ehlo|helo)/,
  /smtp command (rcpt|mail|data|ehlo|helo)/,
  /(refused to talk to me|refuses to talk|said: 421 too many)/,
  /does not like (recipient|sender)/,
  /but (sender|my name) was rejected/,
  /but (greeting) failed/,
  /(failed after i sent the message)/,
];

const MEANS: Readonly<Record<string, SmtpCommand>> = {
  rcpt: 'RCPT',
  recipient: 'RCPT',
  mail: 'MAIL',
  sender: 'MAIL',
  data: 'DATA',
  text: 'DATA',
  message: 'DATA',
  'failed after i sent the message': 'DATA',
};

/** The command refused, as far as the words around the refusal tell; null when they do not. */
export function refusedCommand(text: string): SmtpCommand | null {
  for (const pattern of AROUND) {
    const word = pattern.exec(text)?.[1];
    if (word !== undefined) return MEANS[word] ?? 'CONN';
  }
  const answer = /<<< [45]\d\d/.exec(text);
  const before = answer ? text.slice(0, answer.index) : text;
  const sent = [...before.matchAll(/>>> (rcpt|mail|data|ehlo|helo)\b/g)].at(-1)?.[1];
  return sent === undefined ? null : (MEANS[sent] ?? 'CONN');
}
