/** Makes a browser save what it gets under this name (RFC 6266, RFC 5987), never show it. */
export function asDownload(name: string): string {
  const safe = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}/\\]/gu, '_')
    .slice(0, 200)
    .toWellFormed();
  const ascii = safe.replace(/[^\x20-\x7e]|["%]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Whatever it is, it does nothing in a browser: no script, no plugin, no guess at another type. */
export const downloadHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-store',
};

/** What a page may show in an `<img>`; everything else has no type that a browser would act on. */
const images = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
export const servedType = (type: string): string => shownType(type) ?? 'application/octet-stream';
/** Null: browsers are not to show it. */
export const shownType = (type: string): string | null => (images.has(type) ? type : null);
