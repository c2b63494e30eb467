/**
 * A page for the sandboxed frame out of a mail's HTML, which the server has made safe already; its own policy allows nothing
 * but styles and, when asked for, images of the web. Mails are written for white paper: the frame stays white in the dark.
 */
export function mailDocument(html: string, withImages: boolean): string {
  const images = withImages ? 'https: http: data:' : 'data:';
  const body = withImages ? html.replaceAll('<img data-blocked-src=', '<img src=') : html;
  return `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src ${images}">
<meta name="referrer" content="no-referrer"><base target="_blank">
<style>body{margin:12px;font:14px/1.5 system-ui,sans-serif;color:#1a1b1e;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}</style>
</head><body>${body}</body></html>`;
}
