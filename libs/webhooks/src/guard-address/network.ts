import { isIPv4, isIPv6 } from 'node:net';

export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** `10.0.0.0/8` or a single address; what an address is tested against. */
export interface Network extends Address {
  readonly prefix: number;
}

/** Reads `10.1.0.0/16`, `fd12::/32` or a single address; throws on anything else. */
export function parseNetwork(text: string): Network {
  const [base = '', length, ...more] = text.split('/');
  const address = parseAddress(base);
  const prefix = length === undefined ? address?.bits : /^\d{1,3}$/.test(length) ? Number(length) : undefined;
  if (!address || more.length > 0 || prefix === undefined || prefix > address.bits) {
    throw new Error(`"${text}" is not a network; write it like 10.1.0.0/16, fd12:3456::/32 or 192.168.7.9.`);
  }
  return { ...address, prefix };
}

/** Reads an IP address in any spelling of its family, a zone left out; null when it is none. */
export function parseAddress(text: string): Address | null {
  if (isIPv4(text)) return { bits: 32, value: join(text.split('.').map(Number), 8) };
  const withoutZone = text.replace(/%.*$/, '');
  if (!isIPv6(withoutZone)) return null;
  // The URL parser writes every spelling, also the dotted ones, as groups of hex digits with at most one "::".
  const [head = '', tail] = new URL(`http://[${withoutZone}]`).hostname.slice(1, -1).split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  const gap = Array<number>(8 - before.length - after.length).fill(0);
  return { bits: 128, value: join([...before, ...gap, ...after], 16) };
}

const groups = (text: string): number[] =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));

const join = (parts: readonly number[], width: number): bigint =>
  parts.reduce((value, part) => (value << BigInt(width)) | BigInt(part), 0n);

/** The lower 32 bits as an IPv4 address. */
export const dotted = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');

export function isInside(network: Network, address: Address): boolean {
  const shift = BigInt(network.bits - network.prefix);
  return network.bits === address.bits && network.value >> shift === address.value >> shift;
}
