/** What of a request decides about its session cookie. */
export interface CookieRequest {
  readonly headers: { readonly cookie?: string | undefined };
  readonly protocol: string;
  readonly hostname: string;
  readonly ip: string;
}

const SECURE = '__Host-tierline';
/** Browsers refuse `__Host-` without TLS, so on this machine itself the cookie has a plain name. */
const LOOPBACK = 'tierline';

/** The session token a browser sent along; null without one. */
export function cookieToken(request: CookieRequest): string | null {
  const { cookie } = request.headers;
  if (!cookie) return null;
  return read(cookie, nameFor(request));
}

/** The `Set-Cookie` that starts a session of `seconds`, or ends it (0). */
export const sessionCookie = (request: CookieRequest, token: string, seconds: number): string => {
  const name = nameFor(request);
  return `${name}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${name === SECURE ? '; Secure' : ''}`;
};

const nameFor = (request: CookieRequest): string => (isPlainLoopback(request) ? LOOPBACK : SECURE);

const isPlainLoopback = ({ protocol, hostname, ip }: CookieRequest): boolean =>
  protocol === 'http' &&
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname.replace(/:\d+$/, '')) &&
  /^(127\.|::1$|::ffff:127\.)/.test(ip);

function read(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null;
  }
  return null;
}
