/** The addresses of health and readiness. They are not limited: load balancers must get through. */
import { partnerApi } from '@onsale/contract/partner-api.ts';
import type { FastifyInstance } from 'fastify';
import type { BindDeps } from './bound-route.ts';
import { bind } from './bind.ts';
import type { Health } from './health.ts';
import { ok } from '../lib/result.ts';
import { sendBytes } from './send.ts';

/** The same answer for those who expect it elsewhere (container platforms, Spring's actuator). */
const ALIASES = ['/health', '/actuator/health'] as const;

export function installHealth(app: FastifyInstance, health: Health, deps: BindDeps): void {
  const unlimited = { ...deps.limits, takeAddress: () => 0 };
  const handler = async () => ok(await health.read());
  bind(app, partnerApi.health, handler, { ...deps, limits: unlimited });
  for (const [at, path] of ALIASES.entries()) {
    const spec = { ...partnerApi.health, id: `healthAlias${at + 1}`, path };
    bind(app, spec, handler, { ...deps, limits: unlimited });
  }
  app.get('/readyz', async (_request, reply) => {
    const ready = !app.draining && (await health.ready());
    const status = app.draining ? 'draining' : ready ? 'ready' : 'unavailable';
    // Asked anew: draining may have begun while the database was being asked.
    sendBytes(reply, ready && !app.draining ? 200 : 503, JSON.stringify({ status }));
    return reply;
  });
}
