import { Parser } from 'htmlparser2';

const maxLength = 1_000_000;
const maxTags = 50_000;
const maxDepth = 200;
/** The HTML parser is given so much at a time, so that it is stopped soon after there is too much. */
const step = 16_384;

/**
 * HTML no longer, no deeper and with no more tags than what comes after can take without running out of stack or time:
 * elements deeper than 200 are unwrapped, and what is over the length or the number of tags is left out (`cut`).
 * HTML within the bounds comes back as it was.
 */
export function boundHtml(html: string): { readonly html: string; readonly cut: boolean } {
  const source = html.length > maxLength ? html.slice(0, maxLength).toWellFormed() : html;
  let tags = 0;
  let depth = 0;
  let deepest = 0;
  const counter = new Parser({
    onopentagname: () => {
      tags += 1;
      depth += 1;
      deepest = Math.max(deepest, depth);
    },
    onclosetag: () => void (depth -= 1),
  });
  for (let at = 0; at < source.length && tags <= maxTags && deepest <= maxDepth; at += step) {
    counter.write(source.slice(at, at + step));
  }
  if (tags <= maxTags && deepest <= maxDepth) return { html: source, cut: source !== html };
  return { html: flattened(source), cut: true };
}

/** The beginning of the HTML, its deep elements unwrapped. Attributes of what is kept stay. */
function flattened(source: string): string {
  const out: string[] = [];
  const open: string[] = [];
  let unwrapped = 0;
  let tags = 0;
  let done = false;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      tags += 1;
      if (tags > maxTags) done = true;
      if (done) return;
      if (open.length >= maxDepth) {
        unwrapped += 1;
        return;
      }
      open.push(name);
      const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
      out.push(`<${name}${written.join('')}>`);
    },
    ontext: (text) => void (done || out.push(escape(text))),
    onclosetag: (name) => {
      if (done) return;
      if (unwrapped > 0) unwrapped -= 1;
      else if (open.pop() !== undefined) out.push(`</${name}>`);
    },
  });
  for (let at = 0; at < source.length && !done; at += step) parser.write(source.slice(at, at + step));
  return `${out.join('')}${open
    .toReversed()
    .map((name) => `</${name}>`)
    .join('')}`;
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
