import type { HttpApp } from '#http';

type Routes = readonly (readonly [pattern: string, app: HttpApp])[];

/** Where every app listens in its container. */
const PORT = 3000;

/** The edge proxy's configuration: which app answers which path, first match first. */
export function caddyfile(routes: Routes): string {
  const lines = routes.map(([pattern, app]) => `\t\t~${expressionOf(pattern)} ${app}`);
  return `# Made from libs/http/src/edge-routes.ts by \`node dist/tools/print-edge-routes.js\` (after a build): change it there.
{
	admin off
}

# A host name with a public address gets a certificate by itself; localhost gets one of Caddy's own authority.
{$SITE_ADDRESS:localhost} {
	map {path} {service} {
${lines.join('\n')}
	}
	reverse_proxy {
		# Asked anew every few seconds, so that replicas come and go (--scale).
		dynamic a {service} ${PORT} {
			refresh 2s
		}
		lb_policy least_conn
		# A request that reached nobody is tried elsewhere while a service restarts; one that did is never sent twice.
		lb_try_duration 5s
	}
	handle_errors {
		header Content-Type application/problem+json
		header Retry-After 5
		respond \`{"type":"about:blank","title":"Bad Gateway","status":502,"code":"service.unavailable","detail":"The service behind this path does not answer: try again in a moment."}\` 502
	}
}
`;
}

/** `/api/v1/tickets/*` as a regular expression over a whole path: `*` is one segment, a final \`/**\` any number of them. */
export function expressionOf(pattern: string): string {
  const open = pattern.endsWith('/**');
  const segments = (open ? pattern.slice(0, -3) : pattern).split('/').filter(Boolean);
  const path = segments.map((segment) =>
    segment === '*' ? '/[^/]+' : `/${segment.replaceAll(/[.+?()[\]{}|^$\\]/g, '\\$&')}`,
  );
  return `^${path.join('')}${open ? '(/.*)?' : '/?'}$`;
}
