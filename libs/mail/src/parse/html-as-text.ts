import { convert } from 'html-to-text';
import { boundHtml } from './bound-html.js';

/** Names no element. */
const NOWHERE = 'nowhere';

/** The text of an HTML part, for people and for search. Bound: of very much or very deep HTML it is the beginning. */
export function htmlAsText(html: string): string {
  return convert(boundHtml(html).html, {
    wordwrap: false,
    limits: { maxInputLength: 4_000_000, maxDepth: 300 },
    // All of it: people's words also stand before and after the body, where a program glues its own to a whole document.
    baseElements: { selectors: [NOWHERE], returnDomByDefault: true },
    selectors: [
      ...['head', 'title', 'style', 'script'].map((selector) => ({ selector, format: 'skip' })),
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
      { selector: 'img', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'table', options: { uppercaseHeaderCells: false } },
      { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      ...['td', 'th'].map((selector) => ({ selector, format: 'inlineSurround', options: { suffix: ' ' } })),
    ],
  })
    .replaceAll(/(?<! ) +$/gm, '')
    .toWellFormed();
}

/** Plain text as HTML, for a mail that mixes both. */
export function textAsHtml(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<p>${escaped.trim().replace(/\n/g, '<br>\n')}</p>`;
}
