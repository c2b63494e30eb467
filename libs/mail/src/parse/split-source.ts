import type { Transform } from 'node:stream';
import { Splitter } from '@zone-eu/mailsplit';
import type { MailLimits } from './mail-limits.js';
import { encodingOf } from './transfer-encoding.js';

/** One part of a mail as mailparser's splitter finds it; the body is still encoded for transfer. */
export interface MailPart {
  readonly contentType: string;
  readonly params: ReadonlyMap<string, string>;
  readonly disposition: string | null;
  readonly encoding: string;
  readonly charset: string | null;
  readonly name: string | null;
  readonly flowed: boolean;
  readonly delSp: boolean;
  /** Raw fields, each byte one character, folds included. */
  readonly headers: readonly { readonly key: string; readonly line: string }[];
  readonly children: readonly MailPart[];
  /** Of a multipart: what is around its parts. */
  readonly body: readonly Uint8Array[];
}

type Node = InstanceType<typeof import('@zone-eu/mailsplit').MimeNode>;
type OpenPart = MailPart & { readonly children: MailPart[]; readonly body: Uint8Array[]; readonly depth: number };

/**
 * The mail's parts as a tree; null when there is none at all. Never rejects: what the splitter cannot take any more is told in `problems`,
 * and what was found by then is kept.
 */
export async function splitSource(source: Buffer, limits: MailLimits, problems: string[]): Promise<MailPart | null> {
  const config = { maxHeadSize: limits.headBytes, maxChildNodes: limits.parts, ignoreEmbedded: true };
  const splitter = new Splitter(config) as unknown as Transform;
  const parts = new Map<unknown, OpenPart | null>();
  let root: OpenPart | null = null;
  let tooDeep = 0;

  const open = (node: Node): void => {
    const above = node.parentNode ? parts.get(node.parentNode) : undefined;
    const part = partOf(node, above ? above.depth + 1 : 0);
    const leftOut = above === null || part.depth > limits.depth;
    if (leftOut) tooDeep += 1;
    parts.set(node, leftOut ? null : part);
    root ??= part;
    if (!leftOut && above) above.children.push(part);
  };

  await new Promise<void>((resolve) => {
    splitter.on('data', (chunk: { type: string; node?: unknown; value?: Buffer }) => {
      if (chunk.type === 'node') open(chunk as unknown as Node);
      else if (chunk.value) parts.get(chunk.node)?.body.push(chunk.value);
    });
    splitter.once('end', resolve);
    splitter.once('error', (error: Error & { code?: string }) => {
      problems.push(
        error.code !== 'EMAXLEN'
          ? `The mail could be read in part only (${error.message}): the rest is only in the raw source.`
          : error.message.includes('child nodes')
            ? `More than ${limits.parts} parts: the rest is only in the raw source.`
            : `A part has more than ${limits.headBytes} bytes of headers: it and what follows is only in the raw source.`,
      );
      resolve();
    });
    splitter.end(source);
  });
  if (tooDeep > 0) {
    problems.push(`${tooDeep} parts are nested more than ${limits.depth} deep: they are only in the raw source.`);
  }
  return root;
}

function partOf(node: Node, depth: number): OpenPart {
  const headers = node.headers ? node.headers.getList() : [];
  const parsed = (node as unknown as { _parsedContentType: { params: Record<string, string> } | false })
    ._parsedContentType;
  return {
    contentType: node.contentType || 'text/plain',
    params: new Map(parsed ? Object.entries(parsed.params) : []),
    disposition: node.disposition || null,
    encoding: encodingOf(node.encoding || ''),
    charset: node.charset || null,
    name: node.filename || null,
    flowed: node.flowed,
    delSp: node.delSp,
    headers,
    children: [],
    body: [],
    depth,
  };
}
