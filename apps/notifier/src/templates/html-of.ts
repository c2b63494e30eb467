/** A text as simple HTML: paragraphs, lines, and links that can be clicked; nothing in it is taken for markup. */
export function htmlOf(text: string): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(lineOf).join('<br>\n')}</p>`);
  return `<!doctype html>\n<html>\n<head><meta charset="utf-8"></head>\n<body>\n${paragraphs.join('\n')}\n</body>\n</html>\n`;
}

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const link = /https?:\/\/[^\s<>"'\p{Cc}]{1,2000}/gu;

function lineOf(line: string): string {
  let html = '';
  let at = 0;
  for (const { 0: found, index } of line.matchAll(link)) {
    // A full stop after an address is the sentence's.
    const url = found.replace(/[.,;:!?)\]}»”’]+$/u, '');
    html += `${escapeHtml(line.slice(at, index))}<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`;
    at = index + url.length;
  }
  return html + escapeHtml(line.slice(at));
}
