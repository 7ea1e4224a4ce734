/**
 * The whole tree of addresses. The server renders the home page and the pages of events with their
 * data; the others are about a person and are rendered in the browser. Every page is its own chunk.
 */
import type { RouteObject } from 'react-router';
import { data } from 'react-router';
import { clientPage } from './layout/client-page.tsx';
import { searchParameters } from './discover/search-parameters.ts';
import { type RouteHandle, RootLayout } from './layout/root-layout.tsx';
import { NotFoundPage } from './pages/problem/not-found-page.tsx';
import { SeatsLoading } from './pages/seats/seats-loading.tsx';
import { PageError, RootError } from './pages/problem/error-page.tsx';

const focused: RouteHandle = { focused: true };

const pages = [
  {
    path: '/',
    lazy: () => import('./pages/home/home-page.tsx'),
    handle: { module: 'src/pages/home/home-page.tsx', texts: 'first' } satisfies RouteHandle,
  },
  {
    path: '/search',
    lazy: () => import('./pages/search/search-page.tsx'),
    handle: {
      module: 'src/pages/search/search-page.tsx',
      texts: 'first',
      parameters: searchParameters,
    } satisfies RouteHandle,
  },
  {
    path: '/events/:eventId',
    lazy: () => import('./pages/event/event-page.tsx'),
    handle: { module: 'src/pages/event/event-page.tsx', texts: 'first' } satisfies RouteHandle,
  },
  {
    path: '/events/:eventId/queue',
    lazy: () => import('./pages/queue/queue-page.tsx'),
    handle: { module: 'src/pages/queue/queue-page.tsx', focused: true } satisfies RouteHandle,
  },
  {
    path: '/events/:eventId/waiting-list',
    Component: clientPage(() => import('./pages/waitlist/waitlist-page.tsx')),
  },
  {
    path: '/events/:eventId/queue/verify',
    Component: clientPage(() => import('./pages/queue/verify-page.tsx')),
  },
  {
    path: '/events/:eventId/reminder',
    Component: clientPage(() => import('./pages/reminders/reminder-page.tsx')),
  },
  {
    path: '/reminders',
    Component: clientPage(() => import('./pages/reminders/reminders-page.tsx')),
  },
  {
    path: '/events/:eventId/seats',
    Component: clientPage(() => import('./pages/seats/seats-page.tsx'), SeatsLoading),
    handle: {
      module: 'src/pages/seats/seats-page.tsx',
      focused: true,
    } satisfies RouteHandle,
  },
  {
    path: '/events/:eventId/checkout',
    Component: clientPage(() => import('./pages/checkout/checkout-page.tsx')),
    handle: focused,
  },
  {
    path: '/events/:eventId/checkout/:reservationId',
    Component: clientPage(() => import('./pages/checkout/checkout-page.tsx')),
    handle: focused,
  },
  {
    path: '/events/:eventId/orders/:orderId',
    Component: clientPage(() => import('./pages/order/order-page.tsx')),
  },
  {
    path: '/events/:eventId/orders/:orderId/receipt',
    Component: clientPage(() => import('./pages/order/receipt-page.tsx')),
  },
  {
    path: '/transfers',
    Component: clientPage(() => import('./pages/transfer/transfer-page.tsx')),
  },
  {
    path: '/continue',
    Component: clientPage(() => import('./pages/continue/continue-page.tsx')),
  },
  {
    path: '/events/:eventId/tickets/:ticketId',
    Component: clientPage(() => import('./pages/tickets/ticket-page.tsx')),
  },
  {
    path: '/tickets',
    Component: clientPage(() => import('./pages/tickets/tickets-page.tsx')),
  },
  {
    path: '/sign-in',
    Component: clientPage(() => import('./pages/account/sign-in-page.tsx')),
  },
  {
    path: '/sign-up',
    Component: clientPage(() => import('./pages/account/sign-up-page.tsx')),
  },
  {
    path: '/account',
    Component: clientPage(() => import('./pages/account/account-page.tsx')),
  },
  {
    path: '/signed-in',
    Component: clientPage(() => import('./pages/account/signed-in-page.tsx')),
  },
  {
    path: '/forgot-password',
    Component: clientPage(() => import('./pages/account/forgot-page.tsx')),
  },
  {
    path: '/new-password',
    Component: clientPage(() => import('./pages/account/new-password-page.tsx')),
  },
  {
    path: '/confirm',
    Component: clientPage(() => import('./pages/account/confirm-page.tsx')),
  },
  {
    path: '/design',
    Component: clientPage(() => import('./pages/gallery/gallery-page.tsx')),
  },
] as const satisfies readonly RouteObject[];

/** What the server answers with a page, as patterns. */
export const routePaths: readonly string[] = pages.map(({ path }) => path);

/** Parameters of an address that its page depends on, so that the server renders one for each. */
export function parametersOf(pathname: string): readonly string[] {
  const page = pages.find(({ path }) => path === pathname);
  const handle: RouteHandle | undefined =
    page !== undefined && 'handle' in page ? page.handle : undefined;
  return handle?.parameters ?? [];
}

export const routes: RouteObject[] = [
  {
    Component: RootLayout,
    ErrorBoundary: RootError,
    children: [
      {
        // Inside of the frame, which stays when a page breaks.
        ErrorBoundary: PageError,
        children: [
          ...pages,
          {
            path: '*',
            loader: () => data(null, { status: 404 }),
            Component: NotFoundPage,
            handle: { texts: 'first' } satisfies RouteHandle,
          },
        ],
      },
    ],
  },
];
