/** An application for tests: two keys, handlers that answer from memory, a log that is kept. */
import type { FastifyInstance } from 'fastify';
import { systemClock } from '../lib/clock.ts';
import type { KeyPrincipal, Person } from '../lib/handler.ts';
import { createLog } from '../ops/log.ts';
import { Metrics } from '../ops/metrics.ts';
import { type AppOptions, createApp } from './create-app.ts';
import { createHealth } from './health.ts';

export const fullKey: KeyPrincipal = {
  kind: 'key',
  keyId: 1,
  organizationId: 10,
  scopes: new Set([
    'events:read',
    'events:write',
    'reservations:read',
    'reservations:write',
    'cache:write',
  ]),
};
export const readOnlyKey: KeyPrincipal = {
  kind: 'key',
  keyId: 2,
  organizationId: 10,
  scopes: new Set(['events:read']),
};

export const withKey = { authorization: 'Bearer full' } as const;

export function authenticateForTests(authorization: string | undefined): KeyPrincipal | undefined {
  if (authorization === 'Bearer full') return fullKey;
  return authorization === 'Bearer read-only' ? readOnlyKey : undefined;
}

export const guest: Person = { kind: 'person', personId: 'g:one' };
export const owner: Person = {
  kind: 'person',
  personId: 'a:owner',
  account: { id: 'owner', roles: new Map([[10, 'owner']]) },
};
export const staff: Person = {
  kind: 'person',
  personId: 'a:staff',
  account: { id: 'staff', roles: new Map([[10, 'staff']]) },
};

/** Cookies as plain as this: `session=owner`. */
export function checkSessionForTests(cookie: string | undefined): Person | undefined {
  const persons: Readonly<Record<string, Person>> = { guest, owner, staff };
  return persons[/(?:^|; )session=(\w+)/.exec(cookie ?? '')?.[1] ?? ''];
}

/** As a page of this site sends it. */
export const withSession = (name: 'guest' | 'owner' | 'staff') =>
  ({ cookie: `theme=dark; session=${name}`, 'sec-fetch-site': 'same-origin' }) as const;

export const sampleReservation = {
  reservationId: '0192f0a4-7c2e-7b5a-9d6e-3f1c2b4a5d6e',
  eventId: 1,
  userId: 'user123',
  quantity: 2,
  status: 'CONFIRMED',
  reservationTime: '2024-11-03T12:05:00',
  reservedAt: '2024-11-03T12:05:00',
} as const;

const works = (): Promise<void> => Promise.resolve();

export type TestApp = {
  readonly app: FastifyInstance;
  readonly metrics: Metrics;
  /** Lines of the log so far, parsed. */
  readonly logged: Record<string, unknown>[];
};

export async function createTestApp(overrides: Partial<AppOptions> = {}): Promise<TestApp> {
  const logged: Record<string, unknown>[] = [];
  const metrics = new Metrics();
  const app = await createApp({
    partner: {},
    product: {},
    authenticate: authenticateForTests,
    checkSession: checkSessionForTests,
    health: createHealth({ probes: { database: works, diskSpace: works }, clock: systemClock }),
    clock: systemClock,
    log: createLog({
      level: 'info',
      destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
    }),
    metrics,
    ...overrides,
  });
  return { app, metrics, logged };
}
