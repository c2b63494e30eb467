/** What we use of libraries that ship no types. */
declare module 'libmime' {
  const libmime: {
    decodeWords(text: string): string;
    decodeWord(charset: string, encoding: string, text: string): string;
    decodeFlowed(text: string, delSp: boolean): string;
    parseHeaderValue(text: string): { value: string | false; params: Record<string, string> };
    normalizeCharset(name: string): string;
    detectMimeType(extension: string): string;
  };
  export default libmime;
}

declare module 'libmime/lib/charset.js' {
  const charset: {
    /** Throws when the charset is not known. */
    decode(content: Buffer, charset: string): string;
  };
  export default charset;
}

declare module 'html-to-text' {
  export function convert(html: string, options?: object): string;
}
