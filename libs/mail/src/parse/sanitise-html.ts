import sanitize from 'sanitize-html';
import { boundHtml } from './bound-html.js';
import { safeStyle } from './safe-style.js';

/** HTML that is safe to put into a page. */
export interface SafeHtml {
  readonly html: string;
  /** Remote images that load only when asked: `<img data-blocked-src="https://...">`. */
  readonly blockedImages: number;
  /** The HTML was longer or deeper than is shown: the rest is only in the raw source. */
  readonly cut: boolean;
}

const maxOutput = 1_000_000;

/**
 * A sender's HTML made safe to show: known elements and attributes only, no script, no form, no style that leaves its place, no ids and
 * classes (they would meet those of the page), links to the web, mail and telephone only, remote images blocked, `cid:` images kept as they
 * are for the caller to resolve. The result is at most a million characters; sanitising it again changes nothing.
 */
export function sanitiseHtml(html: string): SafeHtml {
  const bounded = boundHtml(html);
  let source = bounded.html;
  for (let cut = bounded.cut; ; cut = true) {
    const first = sanitize(source, options);
    const safe = first.length > maxOutput ? first : stable(first);
    if (safe.length <= maxOutput) {
      return { html: safe, blockedImages: safe.split(blockedMark).length - 1, cut };
    }
    source = source.slice(0, Math.floor((source.length * maxOutput * 0.9) / safe.length)).toWellFormed();
  }
}

/** What is left out may have held others open or closed: without it the same HTML reads otherwise, so it is cleaned until it stays. */
function stable(html: string): string {
  let safe = html;
  for (let round = 0; round < 4; round++) {
    const again = sanitize(safe, options);
    if (again === safe) break;
    safe = again;
  }
  return safe;
}

/** Sanitised text holds no bare `<`: this is only ever the start of an image of ours. */
const blockedMark = '<img data-blocked-src=';

const plain =
  'abbr address article aside b bdi bdo big blockquote br caption center cite code dd del details dfn div dl dt em figcaption figure ' +
  'footer h1 h2 h3 h4 h5 h6 header hr i ins kbd main mark nav p pre q s samp section small span strike strong sub summary sup tbody ' +
  'tfoot thead time tr tt u ul var wbr a img font ol li table td th col colgroup';

const size = /^\d{1,4}(\.\d{1,3})?(%|px)?$/;
const word = /^[\w -]{1,40}$/;
const colour = /^#?[\w]{1,30}$/;
const count = /^\d{1,3}$/;
const sentence = /^[^]{0,500}$/;

const everywhere: Readonly<Record<string, RegExp>> = {
  dir: /^(ltr|rtl|auto)$/i,
  lang: word,
  title: sentence,
  align: word,
};
const cell = { colspan: count, rowspan: count, valign: word, width: size, height: size, bgcolor: colour };
const byTag: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  img: { alt: sentence, width: size, height: size, border: count },
  font: { color: colour, face: /^[\w ,'-]{1,100}$/, size: /^[+-]?\d$/ },
  ol: { start: /^-?\d{1,6}$/, type: /^[1aAiI]$/ },
  ul: { type: word },
  li: { value: /^-?\d{1,6}$/ },
  table: { border: count, cellpadding: count, cellspacing: count, width: size, height: size, bgcolor: colour },
  tr: { valign: word, bgcolor: colour, height: size },
  td: cell,
  th: cell,
  col: { span: count, width: size },
  colgroup: { span: count, width: size },
  time: { datetime: /^[\w:.+ -]{1,40}$/ },
  hr: { width: size, size: count },
};

const options: sanitize.IOptions = {
  allowedTags: plain.split(' '),
  allowedAttributes: false,
  allowedSchemesAppliedToAttributes: [],
  parseStyleAttributes: false,
  disallowedTagsMode: 'discard',
  nonTextTags: (
    'script style textarea option xmp title svg math iframe noscript noembed noframes object applet audio video canvas template select ' +
    'plaintext'
  ).split(' '),
  transformTags: { '*': (tagName, attribs) => ({ tagName, attribs: attributesOf(tagName, attribs) }) },
};

/** Only what is written here comes out, in this order. */
function attributesOf(tag: string, given: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  if (tag === 'img') Object.assign(kept, imageSource(given));
  if (tag === 'a') Object.assign(kept, link(given['href']));
  const own = byTag[tag];
  for (const [name, value] of Object.entries(given)) {
    const allowed = Object.hasOwn(everywhere, name)
      ? everywhere[name]
      : own !== undefined && Object.hasOwn(own, name)
        ? own[name]
        : undefined;
    if (value !== '' && allowed?.test(value)) kept[name] = value;
  }
  if (given['style']) {
    const style = safeStyle(given['style']);
    if (style) kept['style'] = style;
  }
  return kept;
}

function link(href: string | undefined): Record<string, string> {
  const to = tight(href ?? '');
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(to)) return {};
  return { href: to, rel: 'noopener noreferrer nofollow', target: '_blank' };
}

function imageSource(given: Readonly<Record<string, string>>): Record<string, string> {
  const source = tight(given['src'] ?? '');
  if (/^cid:/i.test(source) || /^data:image\/(png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=]*$/i.test(source))
    return { src: source };
  const remote = source.startsWith('//') ? `https:${source}` : source || tight(given['data-blocked-src'] ?? '');
  return /^https?:\/\//i.test(remote) ? { 'data-blocked-src': remote } : {};
}

/** Without the control characters and blanks that browsers leave out of addresses, or stumble over; at most 4,000 long, but for data. */
function tight(address: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what it is about
  const bare = address.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+/g, '');
  return bare.length > 4000 && !/^data:/i.test(bare) ? '' : bare.toWellFormed();
}
