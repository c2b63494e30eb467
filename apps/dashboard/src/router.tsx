import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { queueSearch, ticketSearch } from './shell/addresses';
import { PageProblem } from './shell/page-problem';
import { requireAgent } from './shell/session';

const root = createRootRoute({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => (typeof search.next === 'string' ? { next: search.next } : {}),
  component: lazyRouteComponent(() => import('./sign-in/sign-in.page'), 'SignInPage'),
});

/** Everything an agent must be signed in for: inside the shell, kept true by the live stream. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: requireAgent,
  component: lazyRouteComponent(() => import('./shell/desk-shell'), 'DeskShell'),
});
const onDesk = { getParentRoute: () => desk };

const pages = [
  createRoute({
    ...onDesk,
    path: '/',
    component: lazyRouteComponent(() => import('./pages/my-work/my-work.page'), 'MyWorkPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/queues/$tier',
    validateSearch: queueSearch,
    component: lazyRouteComponent(() => import('./pages/queue/queue.page'), 'QueuePage'),
  }),
  createRoute({
    ...onDesk,
    path: '/tickets',
    validateSearch: ticketSearch,
    component: lazyRouteComponent(() => import('./pages/search/search.page'), 'SearchPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/tickets/$id',
    component: lazyRouteComponent(() => import('./pages/ticket/ticket.page'), 'TicketPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/runbooks',
    component: lazyRouteComponent(() => import('./pages/runbooks/runbooks.page'), 'RunbooksPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/runbooks/$id',
    component: lazyRouteComponent(() => import('./pages/runbooks/runbook.page'), 'RunbookPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/board',
    component: lazyRouteComponent(() => import('./pages/board/board.page'), 'BoardPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/vendor-cases',
    component: lazyRouteComponent(() => import('./pages/vendor-cases/vendor-cases.page'), 'VendorCasesPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/vendor-cases/$id',
    component: lazyRouteComponent(() => import('./pages/vendor-cases/vendor-cases.page'), 'VendorCasesPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/mail-review',
    component: lazyRouteComponent(() => import('./pages/mail-review/mail-review.page'), 'MailReviewPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/system',
    component: lazyRouteComponent(() => import('./pages/system/system.page'), 'SystemPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/settings',
    component: lazyRouteComponent(() => import('./pages/settings/settings.page'), 'SettingsPage'),
  }),
  createRoute({
    ...onDesk,
    path: '/settings/$section',
    component: lazyRouteComponent(() => import('./pages/settings/settings.page'), 'SettingsPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([signIn, desk.addChildren(pages)]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: PageProblem,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
