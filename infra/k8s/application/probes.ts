/**
 * When a pod is started, alive and ready, with the delays of document D. A pod has started once it
 * reached its database and Redis: a rollout that cannot must not replace what works. From then on it
 * is asked about itself only: what is away is away for all pods alike, and taking every one of them
 * out of service would turn a slow shop, or one without shared limits, into none.
 */
import { runtime } from '../../src/runtime/contract.ts';
import { httpPort } from './names.ts';

const livePath = '/actuator/health' satisfies (typeof runtime.healthPaths)[number];
const get = (path: string) => ({ httpGet: { path, port: httpPort } });

export const probes = {
  startupProbe: {
    ...get(runtime.readyPath),
    periodSeconds: 2,
    timeoutSeconds: 2,
    failureThreshold: 60,
  },
  livenessProbe: {
    ...get(livePath),
    initialDelaySeconds: 30,
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 3,
  },
  readinessProbe: {
    ...get(livePath),
    initialDelaySeconds: 10,
    periodSeconds: 5,
    timeoutSeconds: 3,
    failureThreshold: 3,
  },
};

/**
 * The load balancer goes on sending for seconds after a pod began to end. The pod waits that long
 * before it is told, then drains as the runtime contract has it.
 */
export const deregistrationSeconds = 15;
export const terminationGraceSeconds = deregistrationSeconds + runtime.stopGraceSeconds;
