import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { addressKind, isIn } from './address-kind.js';
import type { Network } from './network.js';

/** What an operator allows beside public addresses over HTTPS. */
export interface AddressPolicy {
  /** Private and loopback addresses, and plain HTTP, anywhere. */
  readonly allowPrivate: boolean;
  /** Private and loopback addresses, and plain HTTP, in these networks. */
  readonly allowedNetworks: readonly Network[];
}

export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The endpoint must not be called, now or later; the message says why in words an admin can act on. */
export class RefusedEndpoint extends Error {
  override readonly name = 'RefusedEndpoint';
}

/**
 * Keeps a receiver's endpoint from pointing into our own network. A name is resolved once, every address it has is judged,
 * and the connection is made to those very addresses, so a name that answers differently the second time changes nothing.
 */
export class AddressGuard {
  constructor(
    private readonly policy: AddressPolicy,
    private readonly resolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true }),
  ) {}

  /** What can be said without asking the network: form, scheme, credentials, and an address written out. */
  check(endpoint: string): URL {
    if (!URL.canParse(endpoint))
      throw new RefusedEndpoint('It is not a URL; write it like https://receiver.example/webhooks.');
    const url = new URL(endpoint);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new RefusedEndpoint('Only https can be called.');
    if (url.username || url.password) throw new RefusedEndpoint('It must not contain a user name or a password.');
    if (url.protocol === 'http:' && !this.policy.allowPrivate && this.policy.allowedNetworks.length === 0) {
      throw new RefusedEndpoint('Plain http is not allowed here; use https.');
    }
    if (isIP(hostOf(url)) !== 0) this.judge(url, hostOf(url));
    return url;
  }

  /** The addresses to connect to. Throws `RefusedEndpoint` when any of them is not allowed, or what DNS says on failure. */
  async addressesOf(url: URL): Promise<readonly LookupAddress[]> {
    const addresses = await this.resolve(hostOf(url));
    if (addresses.length === 0) throw new Error(`${url.hostname} has no address.`);
    for (const { address } of addresses) this.judge(url, address);
    return addresses;
  }

  private judge(url: URL, address: string): void {
    const kind = addressKind(address);
    if (kind === 'forbidden') throw new RefusedEndpoint(`It leads to ${address}, which is never a receiver's address.`);
    const allowed = this.policy.allowPrivate || isIn(this.policy.allowedNetworks, address);
    if (kind !== 'public' && !allowed) throw new RefusedEndpoint(`It leads to the ${kind} address ${address}.`);
    if (url.protocol === 'http:' && !allowed) throw new RefusedEndpoint('Plain http is not allowed here; use https.');
  }
}

/** The host without the brackets of an IPv6 address. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');
