import type { Frame, Page } from 'playwright-core';
import type { Screen } from '../browser.js';
import { CANARY } from './payloads.js';

/* In the page: everything in it that could run, load, post or lead somewhere and that is not ours. `isMail`: it holds a mail. */
const inspect = (isMail: boolean): string => `(() => {
  const isMail = ${isMail};
  const found = [];
  const say = (element, why) => found.push(why + ': ' + element.outerHTML.slice(0, 200));
  const isOwn = (address) => address === '' || new URL(address, location.href).origin === location.origin;
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    for (const { name: attribute, value } of element.attributes) {
      const plain = value.replace(/[\\u0000-\\u0020]/g, '').toLowerCase();
      if (/^on/.test(attribute)) say(element, 'handler');
      if (/^(href|src|action|formaction|data|xlink:href|poster|background)$/.test(attribute) && /^(javascript|vbscript|data:text|data:image\\/svg|blob)/.test(plain)) say(element, 'address');
      if (attribute === 'style' && /url\\(|expression\\(|@import/.test(plain)) say(element, 'style');
      if (/^(srcset|poster|background|ping)$/.test(attribute) && plain) say(element, 'loads');
    }
    if (/^(object|embed|portal|math|foreignobject|audio|video|source|frame|frameset|applet|marquee|template|xmp|plaintext)$/.test(name)) say(element, 'element');
    if (name === 'base' && element.hasAttribute('href')) say(element, 'base');
    if (name === 'meta' && element.httpEquiv && element.httpEquiv.toLowerCase() !== 'content-security-policy') say(element, 'meta');
    if (name === 'form' && element.hasAttribute('action') && !isOwn(element.getAttribute('action'))) say(element, 'form');
    if (name === 'iframe' && (isMail || !element.hasAttribute('sandbox') || element.sandbox.contains('allow-scripts') || element.sandbox.contains('allow-same-origin'))) say(element, 'frame');
    if (name === 'script' && (isMail || !element.src || !isOwn(element.src))) say(element, 'script');
    if (name === 'link' && (isMail || !isOwn(element.href))) say(element, 'link');
    if (name === 'img' && element.src && !/^data:image\\/(png|gif|jpe?g|webp)/.test(element.src) && (isMail || !isOwn(element.src))) say(element, 'picture');
    if (isMail && /^(svg|form|input|button|select|textarea|style)$/.test(name) && element.parentElement !== document.head) say(element, 'element');
  }
  return found;
})()`;

/** Looks whether anything that somebody wrote ran on a screen, asked for something elsewhere, or stands in a page as more than text. */
export class Watch {
  /** What ran, and what was asked for outside. */
  readonly alarms: string[] = [];

  private constructor(private readonly page: Page) {}

  /** From now on. What the pages' policy (CSP) would stop must not be there in the first place: open the screen without it. */
  static async over({ context, page }: Screen): Promise<Watch> {
    const watch = new Watch(page);
    const own = new URL(page.url()).origin;
    await context.exposeFunction(CANARY, (where: unknown) =>
      watch.alarms.push(`ran at ${page.url()}: ${String(where)}`),
    );
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== own)
        watch.alarms.push(`asked for ${request.url()} at ${page.url()}`);
    });
    context.on('dialog', (dialog) => {
      watch.alarms.push(`${dialog.type()} at ${page.url()}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('page', (opened) => watch.alarms.push(`opened ${opened.url()}`));
    return watch;
  }

  /** What is wrong with the page on the screen, its frames included. */
  async findings(): Promise<string[]> {
    const main = this.page.mainFrame();
    const look = async (frame: Frame): Promise<string[]> =>
      (await frame.evaluate<string[]>(inspect(frame !== main))).map((found) => `${this.page.url()} ${found}`);
    const found = await Promise.all(this.page.frames().map(look));
    return [...found.flat(), ...this.alarms.splice(0)];
  }
}
