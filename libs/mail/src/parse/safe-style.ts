/** What a sender may say about looks: text, tables and spacing. Nothing that positions, hides under, floats over, loads or animates. */
const properties = new Set(
  (
    'background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color ' +
    'border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color border-right-style ' +
    'border-right-width border-spacing border-style border-top border-top-color border-top-style border-top-width border-width color ' +
    'direction font-family font-size font-style font-variant font-weight height letter-spacing line-height list-style-type margin ' +
    'margin-bottom margin-left margin-right margin-top max-width min-width padding padding-bottom padding-left padding-right padding-top ' +
    'table-layout text-align text-decoration text-indent text-transform vertical-align white-space width word-break word-wrap ' +
    'overflow-wrap'
  ).split(' '),
);

const harmless = /^(?:[\w#%., +'"-]|rgba?\([\d., %]{1,40}\)|hsla?\([\d., %a-z]{1,40}\)){1,200}$/i;
/** Sizes that would cover the page, and moves out of one's place. */
const tooMuch = /(^|[\s,])-\s*\d|\d{5,}|\d{2,}(em|rem|vw|vh)\b/i;

/** The declarations of a `style` attribute that are safe; '' when none is. */
export function safeStyle(style: string): string {
  const kept: string[] = [];
  // oxlint-disable-next-line no-control-regex -- CSS hides words with escapes, comments and control characters: then none of it is read
  if (style.length > 5000 || /[\\<>{}@\u0000-\u0008\u000e-\u001f]|\/\*/.test(style)) return '';
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important/gi, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (properties.has(property) && harmless.test(value) && !tooMuch.test(value)) kept.push(`${property}: ${value}`);
  }
  return kept.join('; ');
}
