import type { Who } from './permissions.world.js';

/** What a process serves beside its API, and what it must not serve there: who gets what answer. Written down by hand. */

export const besideColumns = ['nobody', 'customer', 'partner', 'l1', 'lead', 'admin'] as const satisfies readonly Who[];

export interface Beside {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly answers: readonly [
    nobody: number,
    customer: number,
    partner: number,
    l1: number,
    lead: number,
    admin: number,
  ];
}

const page = { accept: 'text/html' };
const everybody = [200, 200, 200, 200, 200, 200] as const;
const noneOf = [404, 404, 404, 404, 404, 404] as const;

export const beside: readonly Beside[] = [
  { method: 'GET', path: '/health/live', answers: everybody },
  { method: 'GET', path: '/health/ready', answers: everybody },
  { method: 'GET', path: '/api/docs', answers: everybody },
  { method: 'GET', path: '/api/v1/openapi.json', answers: everybody },
  // Only on a port of its own.
  { method: 'GET', path: '/metrics', answers: noneOf },
  //                                            nobody customer partner l1 lead admin
  { method: 'GET', path: '/bull-board', answers: [401, 403, 403, 403, 403, 200] },
  { method: 'GET', path: '/bull-board/api/queues', answers: [401, 403, 403, 403, 403, 200] },
  { method: 'GET', path: '/bull-board/api/redis/stats', answers: [401, 403, 403, 403, 403, 200] },
  // A browser is sent to where one signs in; whoever is signed in already is not.
  { method: 'GET', path: '/bull-board/', headers: page, answers: [302, 403, 403, 403, 403, 200] },
  // To look at, also for admins: nothing is put, retried or removed there.
  { method: 'PUT', path: '/bull-board/api/queues/triage/pause', answers: [401, 403, 403, 403, 403, 405] },
  { method: 'PUT', path: '/bull-board/api/queues/triage/empty', answers: [401, 403, 403, 403, 403, 405] },
  { method: 'PUT', path: '/bull-board/api/queues/triage/obliterate', answers: [401, 403, 403, 403, 403, 405] },
  { method: 'POST', path: '/bull-board/api/queues/triage/add', answers: [401, 403, 403, 403, 403, 405] },
  // Whoever is at this machine; not through a proxy, and under no foreign name.
  { method: 'GET', path: '/dev/mailbox', answers: everybody },
  {
    method: 'GET',
    path: '/dev/mailbox',
    headers: { host: 'desk.example.com' },
    answers: [403, 403, 403, 403, 403, 403],
  },
  {
    method: 'GET',
    path: '/dev/mailbox',
    headers: { 'x-forwarded-for': '203.0.113.7' },
    answers: [403, 403, 403, 403, 403, 403],
  },
];
