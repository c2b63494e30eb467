/** What sniffing finds for what honest senders declare differently. */
const sameFamily: readonly RegExp[] = [
  /^(application\/(zip|x-zip.*|octet-stream|vnd\.(openxmlformats|oasis|ms-).*|epub\+zip|java-archive|msword|x-cfb))$/,
  /^(text\/.*|application\/.*xml|image\/svg\+xml)$/,
  /^(application\/(x-)?(gzip|tar|gtar|compressed|x-compressed)|application\/x-(gzip|tar|gtar))$/,
  /^image\/(jpe?g|pjpeg)$/,
  /^image\/(x-ms-bmp|bmp|x-bmp)$/,
  /^image\/(vnd\.microsoft\.icon|x-icon)$/,
  /^(audio|video)\//,
  /^application\/(x-)?(pkcs7|pgp|pem).*$/,
];
const vague = /^(application\/(octet-stream|x-unknown|binary|download|force-download|x-msdownload|unknown)|)$/;

/** Whether the first bytes are of another kind than the declared type or the name's ending says. */
export function mismatch(declared: string, ending: string, sniffed: string | null): boolean {
  if (sniffed === null) return false;
  const expected = vague.test(declared) ? (typeOfEnding.get(ending) ?? sniffed) : declared;
  if (expected === sniffed) return vague.test(declared) ? false : endingLies(ending, sniffed);
  return !sameFamily.some((family) => family.test(expected) && family.test(sniffed)) || endingLies(ending, sniffed);
}

const endingLies = (ending: string, sniffed: string): boolean => {
  const expected = typeOfEnding.get(ending);
  return expected !== undefined && expected !== sniffed && !sameFamily.some((f) => f.test(expected) && f.test(sniffed));
};

const typeOfEnding: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pdf: 'application/pdf',
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    bmp: 'image/bmp',
    webp: 'image/webp',
    zip: 'application/zip',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    doc: 'application/x-cfb',
    xls: 'application/x-cfb',
    ppt: 'application/x-cfb',
    txt: 'text/plain',
    csv: 'text/csv',
    mp3: 'audio/mpeg',
    mp4: 'video/mp4',
    ics: 'text/calendar',
    eml: 'message/rfc822',
  }),
);
