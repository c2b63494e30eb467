import type { MailProtection } from '../mail-reading.js';
import type { ParsedMail } from '../parsed-mail.js';

/** Whether a mail is encrypted or signed, by S/MIME or PGP (MIME or inline). Nothing is decrypted and no signature is checked. */
export function protectionOf(mail: Pick<ParsedMail, 'contentType' | 'attachments' | 'text'>): MailProtection | null {
  const protocol = mail.contentType.params.get('protocol')?.toLowerCase() ?? '';
  const types = mail.attachments.map(({ contentType }) => contentType);
  const has = (wanted: RegExp): boolean =>
    wanted.test(mail.contentType.value) || types.some((type) => wanted.test(type));

  if (mail.contentType.value === 'multipart/encrypted' || has(/^application\/pgp-encrypted$/)) {
    return { by: 'pgp', state: 'encrypted' };
  }
  if (has(/^application\/(x-)?pkcs7-mime$/)) return { by: 'smime', state: smimeState(mail) };
  if (mail.contentType.value === 'multipart/signed' || has(/signature$/)) {
    if (/pgp/.test(protocol) || has(/^application\/pgp-signature$/)) return { by: 'pgp', state: 'signed' };
    if (/pkcs7/.test(protocol) || has(/^application\/(x-)?pkcs7-signature$/)) return { by: 'smime', state: 'signed' };
  }
  const start = mail.text?.slice(0, 20_000) ?? '';
  if (/^-----BEGIN PGP MESSAGE-----/m.test(start)) return { by: 'pgp', state: 'encrypted' };
  if (/^-----BEGIN PGP SIGNED MESSAGE-----/m.test(start)) return { by: 'pgp', state: 'signed' };
  return null;
}

/** `smime-type` says which; without it only an S/MIME program can tell, and encrypted is the more common. */
function smimeState({
  contentType,
  attachments,
}: Pick<ParsedMail, 'contentType' | 'attachments'>): MailProtection['state'] {
  const type = contentType.params.get('smime-type')?.toLowerCase();
  if (type !== undefined) return type === 'signed-data' ? 'signed-opaque' : 'encrypted';
  const part = attachments.find((attachment) => attachment.contentType.endsWith('pkcs7-mime'));
  // The object identifier of signed data (1.2.840.113549.1.7.2) is in the first bytes of the DER.
  const signed = part && Buffer.from(part.content.subarray(0, 40)).includes(Buffer.from('2a864886f70d010702', 'hex'));
  return signed ? 'signed-opaque' : 'encrypted';
}

/** What people are told about it; null when there is nothing to tell. */
export function protectionProblem(protection: MailProtection | null): string | null {
  const by = protection?.by === 'smime' ? 'S/MIME' : 'PGP';
  switch (protection?.state) {
    case 'encrypted':
      return `The mail is encrypted with ${by}: its text can be read only with the key it was encrypted for.`;
    case 'signed-opaque':
      return `The text is inside an ${by} signature: it is in the attachment.`;
    case 'signed':
    case undefined:
      return null;
  }
}
