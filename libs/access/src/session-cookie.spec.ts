import { describe, expect, test } from '@jest/globals';
import { cookieToken, sessionCookie, type CookieRequest } from './session-cookie.js';

const request = (over: Partial<CookieRequest> = {}, cookie?: string): CookieRequest => ({
  headers: { cookie },
  protocol: 'http',
  hostname: 'localhost',
  ip: '127.0.0.1',
  ...over,
});

describe('the session cookie', () => {
  test('is bound to host, TLS and this site', () => {
    expect(sessionCookie(request({ protocol: 'https', hostname: 'desk.example', ip: '192.0.2.1' }), 'abc', 60)).toBe(
      '__Host-tierline=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    );
  });

  test('needs no TLS on this machine itself', () => {
    for (const hostname of ['localhost', 'localhost:3000', '127.0.0.1', '[::1]:3000']) {
      expect(sessionCookie(request({ hostname }), 'abc', 60)).toBe(
        'tierline=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax',
      );
    }
  });

  test.each([{ hostname: 'desk.example' }, { ip: '192.0.2.1' }, { protocol: 'https' }])('needs it for %j', (over) => {
    expect(sessionCookie(request(over), 'abc', 60)).toContain('; Secure');
    expect(cookieToken(request(over, 'tierline=abc'))).toBeNull();
    expect(cookieToken(request(over, 'tierline=abc; __Host-tierline=def'))).toBe('def');
  });

  test.each([
    ['tierline=abc', 'abc'],
    ['a=b; tierline=abc; c=d', 'abc'],
    ['nottierline=abc', null],
    ['tierline=', null],
    ['tierline', null],
    ['', null],
  ])('is found in %j: %j', (cookie, token) => {
    expect(cookieToken(request({}, cookie))).toBe(token);
  });
});
