/** Invisible characters and those that turn the direction of what follows. */
const hidden = /[\p{Cf}\p{Co}\p{Cn}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;
/** Parts of emoji and of words in some scripts: taken away, but no disguise. */
const joining = /\u200c|\u200d|\u00ad/g;
const turning = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u;
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?=$|\.|\s)/i;

export interface SafeName {
  readonly name: string;
  /** The sent name hid something: characters nobody sees, or an ending that is not the real one. */
  readonly disguised: boolean;
}

const maxLength = 120;

/**
 * A name that is safe to show, to offer for a download and to save on any system: one name without folders, without invisible and
 * control characters, not hidden, no device; at most 120 characters and 200 bytes, the ending kept. Never empty.
 */
export function safeName(sent: string | null, contentType: string): SafeName {
  const whole = (sent ?? '').toWellFormed().normalize('NFC');
  const visible = whole
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '')
    .replace(hidden, '')
    .replace(/[\p{Zs}]+/gu, ' ');
  const last = visible.split(/[/\\]/).findLast((part) => part.replace(/[. ]/g, '') !== '') ?? '';
  const plain = last
    .replace(/^[a-z]:/i, '')
    .replace(/[<>:"|?*%;`$]/g, '_')
    .replace(/^[.\s~-]+/, '')
    .replace(/[.\s]+$/, '');
  const named = plain || fallbackName(contentType);
  const name = shortened(device.test(named) ? `_${named}` : named);
  const disguised =
    turning.test(whole) ||
    whole.replace(hidden, '') !== whole.replace(joining, '') ||
    doubleEnding.test(name) ||
    /\s{5,}\.[a-z0-9]{1,5}$/i.test(whole);
  return { name, disguised };
}

/** `invoice.pdf.exe`, `photo.jpg      .scr`: what runs, named as what does not. */
const doubleEnding =
  /\.(pdf|docx?|xlsx?|pptx?|jpe?g|png|gif|txt|csv|mp[34]|html?|zip)[ ._]*\.(exe|scr|com|pif|bat|cmd|js|jse|vbs|vbe|wsf|hta|lnk|ps1|jar|msi|cpl|iso|img|url)$/i;

/** The part behind the last dot, in lower case; '' when there is none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0
    ? name
        .slice(dot + 1)
        .toLowerCase()
        .trim()
    : '';
}

const endings: Readonly<Record<string, string>> = {
  'message/rfc822': 'message.eml',
  'text/calendar': 'invitation.ics',
  'text/plain': 'text.txt',
  'text/html': 'page.html',
  'message/delivery-status': 'delivery-status.txt',
  'text/rfc822-headers': 'headers.txt',
  'application/pdf': 'document.pdf',
  'image/png': 'image.png',
  'image/jpeg': 'image.jpg',
  'image/gif': 'image.gif',
  'application/pkcs7-signature': 'smime.p7s',
  'application/x-pkcs7-signature': 'smime.p7s',
  'application/pkcs7-mime': 'smime.p7m',
  'application/x-pkcs7-mime': 'smime.p7m',
  'application/pgp-signature': 'signature.asc',
  'application/pgp-encrypted': 'version.asc',
};

const fallbackName = (contentType: string): string =>
  Object.hasOwn(endings, contentType) ? (endings[contentType] ?? 'attachment') : 'attachment';

function shortened(name: string): string {
  const ending = endingOf(name);
  const tail = ending && ending.length <= 10 ? name.slice(name.length - ending.length - 1) : '';
  let stem = tail ? name.slice(0, -tail.length) : name;
  const most = maxLength - tail.length;
  const characters = Array.from(stem);
  if (characters.length > most) stem = characters.slice(0, most).join('');
  while (Buffer.byteLength(stem + tail) > 200) stem = Array.from(stem).slice(0, -1).join('');
  return `${stem.replace(/[.\s]+$/, '') || 'attachment'}${tail}`;
}
