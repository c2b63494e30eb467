import { describe, expect, it } from '@jest/globals';
import { addressKind, isIn } from './address-kind.js';
import { parseNetwork } from './network.js';

describe('the kind of an address', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['1.0.0.0', 'public'],
    ['9.255.255.255', 'public'],
    ['11.0.0.0', 'public'],
    ['100.63.255.255', 'public'],
    ['100.128.0.0', 'public'],
    ['126.255.255.255', 'public'],
    ['128.0.0.0', 'public'],
    ['169.253.255.255', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.0', 'public'],
    ['192.167.255.255', 'public'],
    ['192.169.0.0', 'public'],
    ['223.255.255.255', 'public'],
    ['10.0.0.0', 'private'],
    ['10.255.255.255', 'private'],
    ['100.64.0.0', 'private'],
    ['100.127.255.255', 'private'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.255', 'loopback'],
    ['0.0.0.0', 'forbidden'],
    ['0.255.255.255', 'forbidden'],
    ['169.254.169.254', 'forbidden'],
    ['169.254.0.1', 'forbidden'],
    ['100.100.100.200', 'forbidden'],
    ['168.63.129.16', 'forbidden'],
    ['192.0.0.192', 'forbidden'],
    ['192.0.2.1', 'forbidden'],
    ['198.18.0.1', 'forbidden'],
    ['198.51.100.7', 'forbidden'],
    ['203.0.113.7', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['239.255.255.255', 'forbidden'],
    ['240.0.0.1', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
  ])('IPv4 %s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });

  it.each([
    ['2606:4700:4700::1111', 'public'],
    ['2001:200::1', 'public'],
    ['2001:4860:4860:0:0:0:0:8888', 'public'],
    ['3ffe::1', 'public'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['0000:0000:0000:0000:0000:0000:0000:0001', 'loopback'],
    ['fc00::1', 'private'],
    ['fd12:3456:789a::1', 'private'],
    ['fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'private'],
    ['::', 'forbidden'],
    ['::2', 'forbidden'],
    ['::127.0.0.1', 'forbidden'],
    ['fe80::1', 'forbidden'],
    ['fe80::1%eth0', 'forbidden'],
    ['febf::1', 'forbidden'],
    ['fec0::1', 'forbidden'],
    ['ff02::1', 'forbidden'],
    ['fd00:ec2::254', 'forbidden'],
    ['fd20:ce::254', 'forbidden'],
    ['100::1', 'forbidden'],
    ['64:ff9b:1::1', 'forbidden'],
    ['2001::1', 'forbidden'],
    ['2001:db8::1', 'forbidden'],
    ['2002:7f00:1::', 'forbidden'],
    ['3fff::1', 'forbidden'],
    ['4000::1', 'forbidden'],
  ])('IPv6 %s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });

  it.each([
    ['::ffff:8.8.8.8', 'public'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['::FFFF:7F00:0001', 'loopback'],
    ['0:0:0:0:0:ffff:10.1.2.3', 'private'],
    ['::ffff:169.254.169.254', 'forbidden'],
    ['::ffff:a9fe:a9fe', 'forbidden'],
    ['::ffff:0.0.0.0', 'forbidden'],
    ['64:ff9b::8.8.8.8', 'public'],
    ['64:ff9b::7f00:1', 'loopback'],
    ['64:ff9b::a9fe:a9fe', 'forbidden'],
  ])('IPv6 %s stands for an IPv4 address that is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });

  it.each([
    '',
    'localhost',
    '127.1',
    '0177.0.0.1',
    '2130706433',
    '0x7f.0.0.1',
    '1.2.3.4.5',
    '1.2.3',
    ':::1',
    '12345::',
    '[::1]',
  ])('what is not an address is forbidden: "%s"', (text) => {
    expect(addressKind(text)).toBe('forbidden');
  });
});

describe('a list of networks', () => {
  const networks = ['10.1.0.0/16', '192.168.7.9', 'fd12::/32'].map(parseNetwork);

  it.each(['10.1.0.0', '10.1.255.255', '192.168.7.9', 'fd12::1', '::ffff:10.1.2.3'])('holds %s', (address) => {
    expect(isIn(networks, address)).toBe(true);
  });

  it.each(['10.2.0.0', '10.0.255.255', '192.168.7.10', 'fd13::1', '::ffff:10.2.0.1', 'nonsense'])(
    'does not hold %s',
    (address) => {
      expect(isIn(networks, address)).toBe(false);
    },
  );

  it.each(['10.0.0.0/33', '10.0.0/8', 'fd12::/129', '10.0.0.0/8/8', '10.0.0.0/-1', '10.0.0.0/', 'example.org'])(
    'refuses to be made from "%s"',
    (text) => {
      expect(() => parseNetwork(text)).toThrow('is not a network');
    },
  );
});
