/** SMTP reply and enhanced status codes found in words of a server. */
export interface Codes {
  /** '' when there is none. */
  readonly reply: string;
  readonly status: string;
}

const STATUS = /(?<![\d.])([45])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/g;
const REPLY = /(?<![\d.:/-])([45]\d\d)(?=[\s:;,#<-]|$)(?!\s*(?:bytes|minutes|seconds|hours|days|attempts))/g;

/** Whether a status code says more than its class. */
export const isSpecific = (status: string): boolean => status !== '' && !status.endsWith('.0.0');

/** All enhanced codes of a text, in order; version numbers and addresses in brackets are not taken for one. */
export function statusCodes(text: string): readonly string[] {
  const found: string[] = [];
  for (const match of withoutAddresses(text).matchAll(STATUS)) {
    found.push(`${match[1]}.${Number(match[2])}.${Number(match[3])}`);
    if (found.length === 20) break;
  }
  return found;
}

/** An answer such as `550 5.1.1`, `550-5.1.1` or `550-'5.7.1`. */
const ANSWER = /(?<![\d.:/-])([45])\d\d[ -]{1,2}[#'(]{0,2}(\1\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/g;

/** The codes a diagnostic is about: a server's answer goes before what a queue made of it. */
export function codesIn(diagnostic: string): Codes {
  const text = withoutAddresses(diagnostic);
  const answers = [...text.matchAll(ANSWER)]
    .slice(0, 20)
    .map((match) => ({ reply: match[0].slice(0, 3), status: match[2]! }));
  const answer = answers.find(({ status }) => isSpecific(status) && !status.endsWith('.4.7')) ?? answers[0];
  if (answer) return answer;
  const statuses = statusCodes(diagnostic);
  const status = statuses.find(isSpecific) ?? statuses[0] ?? '';
  const replies = [...text.slice(0, 4000).matchAll(REPLY)].map((match) => match[1]!);
  const reply = replies.find((code) => status !== '' && code[0] === status[0]) ?? replies[0] ?? '';
  return { reply, status };
}

/** Network addresses and domain names with digits would read as codes. */
function withoutAddresses(text: string): string {
  return text
    .slice(0, 8000)
    .replaceAll('ERROR_CODE :', ' ')
    .replaceAll(/\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/g, ' ')
    .replaceAll(/https?:\/\/[^\s<>]{1,500}/g, ' ')
    .replaceAll(/[^\s<>@]{1,200}@[^\s<>@]{1,200}/g, ' ');
}
