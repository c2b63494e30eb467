import { dotted, isInside, parseAddress, parseNetwork, type Network } from './network.js';

/**
 * public: anybody's; private and loopback: ours, only when the operator allows it; forbidden: never a receiver's, whatever
 * the operator says (link-local with the clouds' metadata services, multicast, documentation, tunnels, the unassigned).
 */
export type AddressKind = 'public' | 'private' | 'loopback' | 'forbidden';

/** The first line that holds decides. IPv6 is refused unless it is global unicast; IPv4 is public unless named here. */
const kinds: readonly (readonly [network: Network, kind: AddressKind | 'embedded'])[] = (
  [
    ['169.254.0.0/16', 'forbidden'], // link-local: 169.254.169.254 answers with cloud credentials
    ['100.100.100.200/32', 'forbidden'], // metadata inside the carrier-grade range
    ['168.63.129.16/32', 'forbidden'], // a cloud's host agent at a public-looking address
    ['0.0.0.0/8', 'forbidden'], // "this host": reaches loopback on Linux
    ['10.0.0.0/8', 'private'],
    ['100.64.0.0/10', 'private'], // carrier-grade NAT
    ['127.0.0.0/8', 'loopback'],
    ['172.16.0.0/12', 'private'],
    ['192.0.0.0/24', 'forbidden'],
    ['192.0.2.0/24', 'forbidden'],
    ['192.88.99.0/24', 'forbidden'],
    ['192.168.0.0/16', 'private'],
    ['198.18.0.0/15', 'forbidden'],
    ['198.51.100.0/24', 'forbidden'],
    ['203.0.113.0/24', 'forbidden'],
    ['224.0.0.0/4', 'forbidden'], // multicast
    ['240.0.0.0/4', 'forbidden'], // reserved, and broadcast
    ['0.0.0.0/0', 'public'],
    ['::1/128', 'loopback'],
    ['::ffff:0:0/96', 'embedded'], // IPv4-mapped: the connection goes to the IPv4 address
    ['64:ff9b::/96', 'embedded'], // NAT64: the same, through a translator
    ['fd00:ec2::254/128', 'forbidden'], // metadata at unique local addresses
    ['fd20:ce::254/128', 'forbidden'],
    ['fc00::/7', 'private'], // unique local
    ['2001::/23', 'forbidden'], // protocol assignments, Teredo
    ['2001:db8::/32', 'forbidden'],
    ['2002::/16', 'forbidden'], // 6to4 carries an IPv4 address of its own
    ['3fff::/20', 'forbidden'],
    ['2000::/3', 'public'],
    ['::/0', 'forbidden'],
  ] as const
).map(([network, kind]) => [parseNetwork(network), kind]);

/** What an IP address is; what cannot be read as one is forbidden. */
export function addressKind(text: string): AddressKind {
  const address = parseAddress(text);
  const kind = address && kinds.find(([network]) => isInside(network, address))?.[1];
  if (!address || !kind) return 'forbidden';
  return kind === 'embedded' ? addressKind(dotted(address.value)) : kind;
}

/** Whether an IP address is in one of the networks; an IPv4-mapped address counts as the IPv4 address it stands for. */
export function isIn(networks: readonly Network[], text: string): boolean {
  const address = parseAddress(text);
  if (!address) return false;
  if (isInside(mapped, address)) return isIn(networks, dotted(address.value));
  return networks.some((network) => isInside(network, address));
}

const mapped = parseNetwork('::ffff:0:0/96');
