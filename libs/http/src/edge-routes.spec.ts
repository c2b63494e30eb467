import { describe, expect, it } from '@jest/globals';
import { appAt } from './edge-routes.js';

describe('the edge route table', () => {
  it.each([
    ['/api/v1/tickets', 'intake'],
    ['/api/v1/tickets/T-1042', 'intake'],
    ['/api/v1/tickets/T-1042/timeline', 'intake'],
    ['/api/v1/tickets/T-1042/posts', 'intake'],
    ['/api/v1/tickets/T-1042/clocks', 'sla-monitor'],
    ['/api/v1/tickets/T-1042/clocks/rebuild', 'sla-monitor'],
    ['/api/v1/tickets/T-1042/escalate', 'tier-worker'],
    ['/api/v1/api-keys/4711', 'intake'],
    ['/api/v1/triage/preview', 'triage'],
    ['/api/v1/sla/preview', 'sla-monitor'],
    ['/api/v1/vendor-cases/4711/callbacks', 'vendor-gateway'],
    ['/api/v1/agents', 'tier-worker'],
    ['/api/v1/desk/queues', 'tier-worker'],
    ['/api/docs', 'intake'],
    ['/', 'tier-worker'],
  ])('sends %s to %s', (path, app) => {
    expect(appAt(path)).toBe(app);
  });
});
