import { isSeal, seal } from './seal.js';

/** What a mail of ours is about: its ticket, and the row it was written from. */
export interface NewMessageId {
  readonly ticketId: string;
  readonly mailId: string;
  /** Right of the `@`: the domain that the mail is from. */
  readonly domain: string;
}

const PURPOSE = 'message-id';
const SEAL_BYTES = 16;
const own = /^<?tl\.([0-9a-f]{32})\.([0-9a-f]{32})\.([0-9a-f]{32})@[^<>@\s]+>?$/i;

/**
 * The Message-ID of a mail of ours, with angle brackets: whoever answers it names its ticket, and nobody without the
 * installation's key can make one.
 */
export function newMessageId(key: Uint8Array, { ticketId, mailId, domain }: NewMessageId): string {
  const [ticket, mail] = [withoutDashes(ticketId), withoutDashes(mailId)];
  return `<tl.${ticket}.${mail}.${sealOf(key, ticket, mail).toString('hex')}@${domain}>`;
}

/** The ticket that a Message-ID of ours names; null when it is not ours, or was made up. Survives a changed case or domain. */
export function ticketOfMessageId(key: Uint8Array, messageId: string): string | null {
  const [, ticket, mail, sealed] = own.exec(messageId.trim().toLowerCase()) ?? [];
  if (!ticket || !mail || !sealed) return null;
  return isSeal(Buffer.from(sealed, 'hex'), sealOf(key, ticket, mail)) ? withDashes(ticket) : null;
}

const sealOf = (key: Uint8Array, ticket: string, mail: string): Buffer =>
  seal(key, PURPOSE, `${ticket}.${mail}`).subarray(0, SEAL_BYTES);

const withoutDashes = (id: string): string => id.replaceAll('-', '').toLowerCase();

export const withDashes = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
