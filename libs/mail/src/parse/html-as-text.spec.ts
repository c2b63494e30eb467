import { describe, expect, it } from '@jest/globals';
import { htmlAsText } from './html-as-text.js';

describe('the text of HTML', () => {
  it('keeps the rows and cells of a table apart', () => {
    const row = (tag: string, ...cells: string[]) =>
      `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
    const table = `<table>${row('th', 'Printer', 'Error')}${row('td', 'P-7', 'E 12')}${row('td', 'P-8', '')}</table>`;
    expect(htmlAsText(`<p>Hello,</p>${table}<p>Ann</p>`)).toBe('Hello,\n\nPrinter Error\nP-7 E 12\nP-8\n\nAnn');
  });

  it('makes of tables that are only layout what they show', () => {
    const layout =
      '<table><tr><td><div>Hello</div><div>World</div></td></tr><tr><td>&nbsp;</td></tr><tr><td>Bye</td></tr></table>';
    expect(htmlAsText(layout).replaceAll(/\s*\n\s*/g, '\n')).toBe('Hello\nWorld\nBye');
  });

  it('does not take its time over spaces without end', () => {
    const begun = performance.now();
    htmlAsText(`<pre>${' '.repeat(200_000)}x</pre>`);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('keeps what stands before and after the body, and nothing of the head', () => {
    const quoted = '<html><head><title>T</title><style>a{}</style></head><body><p>You wrote</p></body></html>';
    expect(htmlAsText(`<div>My reply</div>${quoted}<p>Sent from my phone</p>`)).toBe(
      'My reply\n\nYou wrote\n\nSent from my phone',
    );
  });
});
