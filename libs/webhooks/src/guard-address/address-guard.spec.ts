import { describe, expect, it } from '@jest/globals';
import { AddressGuard, RefusedEndpoint, type Resolve } from './address-guard.js';
import { parseNetwork } from './network.js';

const answering =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

const strict = { allowPrivate: false, allowedNetworks: [] };
const withAllowed = { allowPrivate: false, allowedNetworks: [parseNetwork('10.1.0.0/16')] };

describe('the address guard, before anything is asked of the network', () => {
  it.each([
    'https://receiver.example/hooks',
    'https://receiver.example:8443/hooks?a=b',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
  ])('lets %s pass', (endpoint) => {
    expect(new AddressGuard(strict).check(endpoint).href).toBe(endpoint);
  });

  it.each([
    ['not a url', 'not a URL'],
    ['//receiver.example', 'not a URL'],
    ['ftp://receiver.example/', 'Only https'],
    ['file:///etc/passwd', 'Only https'],
    ['javascript:alert(1)', 'Only https'],
    ['http://receiver.example/', 'Plain http'],
    ['https://user@receiver.example/', 'user name'],
    ['https://:secret@receiver.example/', 'user name'],
    ['https://127.0.0.1/', 'loopback'],
    ['https://127.1/', 'loopback'],
    ['https://2130706433/', 'loopback'],
    ['https://0x7f000001/', 'loopback'],
    ['https://0177.0.0.1/', 'loopback'],
    ['https://[::1]/', 'loopback'],
    ['https://[::ffff:127.0.0.1]/', 'loopback'],
    ['https://10.0.0.1/', 'private'],
    ['https://0/', 'never'],
    ['https://169.254.169.254/latest/meta-data', 'never'],
    ['https://[::ffff:a9fe:a9fe]/', 'never'],
    ['https://[fe80::1]/', 'never'],
  ])('refuses %s', (endpoint, why) => {
    expect(() => new AddressGuard(strict).check(endpoint)).toThrow(RefusedEndpoint);
    expect(() => new AddressGuard(strict).check(endpoint)).toThrow(why);
  });

  it('lets plain http and private addresses pass where the operator allows them, and nothing forbidden even then', () => {
    const open = new AddressGuard({ allowPrivate: true, allowedNetworks: [] });
    expect(open.check('http://127.0.0.1:4000/').port).toBe('4000');
    expect(() => open.check('http://169.254.169.254/')).toThrow('never');
    const listed = new AddressGuard(withAllowed);
    expect(listed.check('http://10.1.2.3/').hostname).toBe('10.1.2.3');
    expect(() => listed.check('http://10.2.0.1/')).toThrow('private');
    expect(() => listed.check('http://8.8.8.8/')).toThrow('Plain http');
  });
});

describe('the address guard, on the addresses of a name', () => {
  const url = new URL('https://receiver.example/');

  it('gives back public addresses to connect to', async () => {
    const found = await new AddressGuard(strict, answering('8.8.8.8', '2606:4700:4700::1111')).addressesOf(url);
    expect(found.map(({ address }) => address)).toEqual(['8.8.8.8', '2606:4700:4700::1111']);
  });

  it.each([['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['8.8.8.8', '::1'], ['::ffff:169.254.169.254'], ['100.64.1.1']])(
    'refuses the whole name when one address is not allowed: %s %s',
    async (...addresses) => {
      await expect(new AddressGuard(strict, answering(...addresses)).addressesOf(url)).rejects.toThrow(RefusedEndpoint);
    },
  );

  it('refuses plain http to a public address when only a private network is listed', async () => {
    const guard = new AddressGuard(withAllowed, answering('8.8.8.8'));
    await expect(guard.addressesOf(new URL('http://receiver.example/'))).rejects.toThrow('Plain http');
  });

  it('asks for the name without the brackets of an IPv6 address', async () => {
    const asked: string[] = [];
    const guard = new AddressGuard(strict, (name) => {
      asked.push(name);
      return answering('2606:4700:4700::1111')(name);
    });
    await guard.addressesOf(new URL('https://[2606:4700:4700::1111]/'));
    expect(asked).toEqual(['2606:4700:4700::1111']);
  });
});
