/** A picture that came with a mail, as far as it may be shown. */
export interface Picture {
  /** One that a browser shows as a picture; `image/png`. */
  readonly type: string;
  readonly content: Buffer;
}

/** What the document may load: nothing but what is in it, or the remote pictures too. */
const policyOf = (withImages: boolean): string =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src data:${withImages ? ' https: http:' : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    // No scripts and no origin of ours, also for whoever opens it by its address; links lead into tabs of their own.
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; ');

/** What keeps a sender's HTML in its frame: of all that the page around it may, it may nothing. */
export const mailDocumentHeaders = (withImages: boolean): Readonly<Record<string, string>> => ({
  'content-security-policy': policyOf(withImages),
  'content-type': 'text/html; charset=utf-8',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
});

const own = /(<img\b[^>]*?) src="\/api\/v1\/attachments\/([\da-f-]{36})"/gi;

/** The attachments that stand in a mail's HTML as pictures. */
export const picturesIn = (html: string): string[] => [...new Set([...html.matchAll(own)].map(([, , id]) => id!))];

/**
 * A mail's sanitised HTML as a document for a frame without scripts and origin. As such a frame has no session, pictures of the mail
 * are put into it; those that are not in `pictures` are left out. Remote ones wait as they are unless `withImages`. Mails are written for
 * white paper, so it is white in the dark, too.
 */
export function mailDocument(
  html: string,
  { pictures, withImages }: { readonly pictures: ReadonlyMap<string, Picture>; readonly withImages: boolean },
): string {
  const shown = html.replace(own, (_, before: string, id: string) => {
    const picture = pictures.get(id);
    return picture ? `${before} src="data:${picture.type};base64,${picture.content.toString('base64')}"` : before;
  });
  const body = withImages ? shown.replaceAll('<img data-blocked-src=', '<img src=') : shown;
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light"><base target="_blank"><style>${style}</style></head><body>${body}</body></html>`;
}

const style =
  'body{margin:12px;font:14px/1.5 system-ui,sans-serif;color:#1a1b1e;background:#fff;overflow-wrap:anywhere}' +
  'img{max-width:100%;height:auto}img[data-blocked-src]{min-width:1.5em;min-height:1em;border:1px dashed #adb5bd}table{max-width:100%}';
