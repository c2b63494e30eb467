import type { MailLimits } from './mail-limits.js';
import { type MailPart, splitSource } from './split-source.js';

/** Two dashes and anything, and a header field on the next line: what a part begins with. */
const beginning = /^--([^\r\n]{1,200}?)[ \t]*\r?\n(?=[A-Za-z][\w-]{1,60}:)/m;

/**
 * A multipart in which no part begins, because the boundary its headers name is missing or another one than its body uses, with the parts
 * of the boundary its body uses. Others stay as they are.
 */
export async function recoverParts(root: MailPart, limits: MailLimits, problems: string[]): Promise<MailPart> {
  if (!root.contentType.startsWith('multipart/') || root.children.length > 0) return root;
  const body = Buffer.concat(root.body);
  const boundary = beginning.exec(body.toString('latin1', 0, 100_000))?.[1];
  if (boundary === undefined) return root;
  const head = `Content-Type: multipart/mixed; boundary="${boundary.replace(/["\\]/g, '\\$&')}"\r\n\r\n`;
  const again = await splitSource(Buffer.concat([Buffer.from(head, 'latin1'), body]), limits, problems);
  if (again === null || again.children.length === 0) return root;
  problems.push('The parts are not divided as the headers say: they are found by what stands between them.');
  return Object.assign({}, root, { children: again.children });
}
