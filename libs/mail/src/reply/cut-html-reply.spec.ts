import { describe, expect, it } from '@jest/globals';
import { cutHtmlReply } from './cut-html-reply.js';

const answer = '<p>It prints. <b>In colour.</b></p>';

describe('cutting an HTML reply', () => {
  it.each([
    [
      'Gmail',
      '<div class="gmail_quote"><div class="gmail_attr">On Mon, Mar 4, 2024 at 10:15 AM Dana &lt;<a href="mailto:d@example.com">d@example.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote">Does it?</blockquote></div>',
    ],
    [
      'Gmail in an unknown language',
      '<div class="gmail_quote"><div class="gmail_attr">Xyz 4 Dana:<br></div><blockquote class="gmail_quote">Does it?</blockquote></div>',
    ],
    [
      'Outlook',
      '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>Mwy:</b> Dana<br><b>Pryd:</b> dydd Llun</p></div><p>Does it?</p>',
    ],
    [
      'Outlook on the web',
      '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Mwy:</b> Dana<br></div><div>Does it?</div>',
    ],
    ['Outlook for Mac', '<span id="OLK_SRC_BODY_SECTION"><div>Mwy: Dana</div><div>Does it?</div></span>'],
    [
      'Apple Mail',
      '<div><br><blockquote type="cite"><div>On 4 Mar 2024, at 10:15, Dana &lt;d@example.com&gt; wrote:</div><br><div>Does it?</div></blockquote></div>',
    ],
    [
      'Thunderbird',
      '<div class="moz-cite-prefix">Am 04.03.2024 um 10:15 schrieb Dana:<br></div><blockquote type="cite" cite="mid:x">Does it?</blockquote>',
    ],
    [
      'Yahoo',
      '<div id="yahoo_quoted_17" class="yahoo_quoted"><div>On Monday, Dana wrote:</div><div>Does it?</div></div>',
    ],
    ['Zimbra', '<hr id="zwchr" data-marker="__DIVIDER__"><div><b>Mwy:</b> Dana</div><div>Does it?</div>'],
    ['Proton Mail', '<div class="protonmail_quote">Dana:<br><blockquote type="cite">Does it?</blockquote></div>'],
    ['GMX', '<div name="quote"><div><b>Gesendet:</b> Montag<br><b>Von:</b> Dana</div><div>Does it?</div></div>'],
    [
      'headers in a table',
      '<table><tr><td>От:</td><td>Dana</td></tr><tr><td>Отправлено:</td><td>4 марта</td></tr></table><p>Does it?</p>',
    ],
    ['text in a pre', '<pre>On Mon, Mar 4, 2024, Dana wrote:\n&gt; Does it?\n</pre>'],
  ])('of %s leaves the answer, byte for byte', (_, quoted) => {
    const { newHtml, quoted: cut } = cutHtmlReply(answer + quoted);
    expect(cut).toBe(true);
    expect(newHtml.replace(/<(\w+)[^>]*>(?:<br>)?<\/\1>|<br>/g, '')).toBe(answer);
  });

  it('leaves everything around the quotation alone: pages, styles and what a gateway puts below', () => {
    const head = '<html><head><style>p { color: red }</style></head><body class="x">';
    const quote = '<p>On Mon, Mar 4, 2024, Dana wrote:</p><blockquote>Does it?</blockquote>';
    expect(cutHtmlReply(`${head}${answer}${quote}<div>Scanned by our gateway</div></body></html>`).newHtml).toBe(
      `${head}${answer}<div>Scanned by our gateway</div></body></html>`,
    );
  });

  it('keeps images of the answer and cuts those of the quotation', () => {
    const html =
      '<p><img src="cid:1"></p><div class="moz-cite-prefix">Dana:</div><blockquote><img src="cid:2"></blockquote>';
    expect(cutHtmlReply(html)).toEqual({ newHtml: '<p><img src="cid:1"></p>', quoted: true });
  });
});

describe('when unsure, an HTML reply is kept', () => {
  it.each([
    ['without any quotation', answer],
    ['empty', ''],
    [
      'answers between quotations',
      '<p>Dana wrote:</p><blockquote>Does it?</blockquote><p>Yes.</p><blockquote>In colour?</blockquote><p>Yes.</p>',
    ],
    [
      'a quotation the author goes on below',
      '<p>The manual says</p><blockquote>it prints</blockquote><p>but it does not.</p>',
    ],
    [
      'a forwarded mail',
      '<p>See below.</p><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: <b>Dana</b><br>Subject: Printer<br></div>It smokes.</div>',
    ],
    [
      'a forwarded mail without a word',
      '<div><br></div><div id="divRplyFwdMsg"><b>From:</b> Dana<br><b>Sent:</b> Monday</div><div>It smokes.</div>',
    ],
    [
      'an indented paragraph',
      '<p>Note:</p><blockquote class="webkit-indent-blockquote" style="margin:0 0 0 40px;border:none">It prints.</blockquote>',
    ],
    ['nothing but a quotation', '<blockquote type="cite">It prints.</blockquote>'],
  ])('%s', (_, html) => {
    expect(cutHtmlReply(html)).toEqual({ newHtml: html, quoted: false });
  });

  it('nested deeper than any program does it', () => {
    const html = `${'<div>'.repeat(2000)}It prints.<blockquote>Does it?</blockquote>`;
    expect(cutHtmlReply(html)).toEqual({ newHtml: html, quoted: false });
  });
});

describe('hostile HTML', () => {
  it.each([
    ['closing tags', '</x>'],
    ['quotations', '<blockquote>a</blockquote>b'],
    ['cells', '<tr><td>a'],
  ])('takes well under a second for a megabyte of %s', (_, piece) => {
    const html = `${'<pre>'.repeat(60)}${piece.repeat(Math.ceil(1_000_000 / piece.length))}`;
    const before = process.cpuUsage();
    cutHtmlReply(html);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(3_000);
  });
});
