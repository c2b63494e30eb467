/** The apps that answer HTTP. */
export type HttpApp = 'intake' | 'triage' | 'tier-worker' | 'sla-monitor' | 'vendor-gateway' | 'notifier';

/**
 * Which app answers which path when each runs as a process of its own; the first match wins.
 * `*` is exactly one segment, a final `/**` is any number of them, none included.
 * The edge proxy's configuration and `npm run start:all` are both made from this table (DESIGN §6).
 */
export const edgeRoutes: readonly (readonly [pattern: string, app: HttpApp])[] = [
  ['/api/v1/tickets/*/clocks/**', 'sla-monitor'],
  ['/api/v1/tickets/*/feasibility', 'sla-monitor'],
  ['/api/v1/sla/**', 'sla-monitor'],
  ['/api/v1/triage/**', 'triage'],
  ['/api/v1/vendors/**', 'vendor-gateway'],
  ['/api/v1/vendor-cases/**', 'vendor-gateway'],
  ['/api/v1/notifications/**', 'notifier'],
  ['/api/v1/webhooks/**', 'notifier'],
  ['/api/v1/auth/**', 'tier-worker'],
  ['/api/v1/desk/**', 'tier-worker'],
  ['/api/v1/agents/**', 'tier-worker'],
  ['/api/v1/teams/**', 'tier-worker'],
  ['/api/v1/sectors/**', 'tier-worker'],
  ['/api/v1/tiers/**', 'tier-worker'],
  ['/api/v1/runbooks/**', 'tier-worker'],
  ['/api/v1/macros/**', 'tier-worker'],
  ['/api/v1/tickets/*/macros/**', 'tier-worker'],
  ['/api/v1/tickets/*/timeline', 'intake'],
  ['/api/v1/tickets/*/posts/**', 'intake'],
  ['/api/v1/tickets/*/attachments', 'intake'],
  ['/api/v1/tickets/*/runs/**', 'tier-worker'],
  ['/api/v1/tickets/*/hypotheses/**', 'tier-worker'],
  ['/api/v1/tickets/*/stopwatch/**', 'tier-worker'],
  ['/api/v1/tickets/*/work-log/**', 'tier-worker'],
  ['/api/v1/tickets/*/*', 'tier-worker'],
  ['/api/**', 'intake'],
  ['/**', 'tier-worker'],
];

/** The app that answers `path` (a URL's path, without its query). */
export function appAt(path: string): HttpApp {
  for (const [pattern, app] of edgeRoutes) if (matches(pattern, path)) return app;
  return 'tier-worker';
}

function matches(pattern: string, path: string): boolean {
  const open = pattern.endsWith('/**');
  const wanted = segments(open ? pattern.slice(0, -3) : pattern);
  const given = segments(path);
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((segment, index) => segment === '*' || segment === given[index]);
}

const segments = (path: string): string[] => path.split('/').filter(Boolean);
