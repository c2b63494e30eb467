import { base32, fromBase32 } from './base32.js';
import { withDashes } from './message-id.js';
import { isSeal, seal } from './seal.js';

const PURPOSE = 'plus-address';
const ID_BYTES = 16;
const SEAL_BYTES = 10;
/** 26 bytes, five bits a letter. */
const token = /^[a-z2-7]{42}$/;

/**
 * The address of a ticket at one of our mailboxes: `help+<token>@example.com`. Answers that lost every other header
 * still name their ticket by it. The token has 42 letters and digits, and does not care about their case.
 */
export function plusAddress(key: Uint8Array, mailbox: string, ticketId: string): string {
  const id = Buffer.from(ticketId.replaceAll('-', ''), 'hex');
  const at = mailbox.lastIndexOf('@');
  const sealed = Buffer.concat([id, sealOf(key, id)]);
  return `${mailbox.slice(0, at)}+${base32(sealed)}${mailbox.slice(at)}`;
}

/** The ticket that an address, or only what is right of its plus, names; null when it names none, or was made up. */
export function ticketOfAddress(key: Uint8Array, address: string): string | null {
  const local = address.includes('@') ? address.slice(0, address.lastIndexOf('@')) : address;
  const given = local
    .slice(local.lastIndexOf('+') + 1)
    .trim()
    .toLowerCase();
  if (!token.test(given)) return null;
  const bytes = fromBase32(given);
  const id = bytes.subarray(0, ID_BYTES);
  return isSeal(bytes.subarray(ID_BYTES), sealOf(key, id)) ? withDashes(id.toString('hex')) : null;
}

/** The mailbox behind an address of ours: `help+anything@example.com` is `help@example.com`. In lower case. */
export function withoutPlus(address: string): string {
  const lower = address.trim().toLowerCase();
  const at = lower.lastIndexOf('@');
  const plus = lower.indexOf('+');
  return plus > 0 && plus < at ? lower.slice(0, plus) + lower.slice(at) : lower;
}

const sealOf = (key: Uint8Array, id: Buffer): Buffer => seal(key, PURPOSE, id.toString('hex')).subarray(0, SEAL_BYTES);
