/** The product's pods: from the runtime contract, confined, scaled by one autoscaler each. */
import { describe, expect, it } from 'vitest';
import { clusterScalingConfig } from '../../src/config/eks/scaling.ts';
import { processesMax } from '../../src/config/connection-budget.ts';
import { clusterFleet } from '../../src/config/eks-config.ts';
import {
  constants,
  runtime,
  secretVariables,
  topologyVariables,
} from '../../src/runtime/contract.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { find, objectsIn, ofKind, renderFiles } from '../testing/render.ts';
import { realValues } from '../testing/values.ts';
import { migrationName } from './migration.ts';

type Container = Readonly<Record<string, unknown>> & {
  readonly command: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly securityContext: object;
};
type Pods = Manifest & {
  readonly spec: {
    readonly replicas?: number;
    readonly strategy?: object;
    readonly template: {
      readonly spec: Readonly<Record<string, unknown>> & { readonly containers: Container[] };
    };
  };
};

const objects = objectsIn(renderFiles('prod'));
const application = objects.filter(({ metadata }) => metadata.namespace === 'ticketing');
const deployment = (name: string): Pods => find(application, 'Deployment', name) as Pods;
const containerOf = ({ spec }: Pods): Container => {
  const [container] = spec.template.spec.containers;
  if (container === undefined) throw new Error('There is no container.');
  return container;
};
const workloads = [
  ...(ofKind(application, 'Deployment') as readonly Pods[]),
  ...(ofKind(application, 'Job') as readonly Pods[]),
];
const waveOf = ({ metadata }: Manifest): number =>
  Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);

describe.each(['api', 'worker'])('the Deployment of the %s', (role) => {
  const pods = deployment(role);
  const container = containerOf(pods);

  it('runs the command and the role of the contract', () => {
    expect(container.command).toEqual(runtime.commands.serve);
    expect(container.env).toEqual([{ name: 'ROLE', value: role }]);
  });

  it('is asked whether it lives and whether it is ready, when the documents say', () => {
    expect(container.livenessProbe).toMatchObject({
      httpGet: { path: '/actuator/health' },
      initialDelaySeconds: 30,
    });
    expect(container.readinessProbe).toMatchObject({
      httpGet: { path: '/actuator/health' },
      initialDelaySeconds: 10,
    });
    expect(container.startupProbe).toMatchObject({ httpGet: { path: runtime.readyPath } });
  });

  it('has time to be deregistered and then to drain', () => {
    const grace = Number(pods.spec.template.spec.terminationGracePeriodSeconds);
    const { preStop } = container.lifecycle as {
      readonly preStop: { readonly sleep: { readonly seconds: number } };
    };
    expect(grace - preStop.sleep.seconds).toBeGreaterThanOrEqual(runtime.stopGraceSeconds);
  });

  it('leaves its number to the autoscaler, and may lose one pod at a time', () => {
    expect(pods.spec).not.toHaveProperty('replicas');
    expect(
      find(application, 'PodDisruptionBudget', role) as Manifest & { spec: object },
    ).toMatchObject({ spec: { maxUnavailable: 1 } });
  });

  it('is spread over zones and nodes', () => {
    const spread = pods.spec.template.spec.topologySpreadConstraints as { topologyKey: string }[];
    expect(spread.map(({ topologyKey }) => topologyKey)).toEqual([
      'topology.kubernetes.io/zone',
      'kubernetes.io/hostname',
    ]);
  });
});

describe('every pod of the product', () => {
  it.each(workloads.map((one) => [one.metadata.name, one] as const))(
    '%s passes Pod Security restricted, cannot write its image and asks nobody',
    (_, pods) => {
      const { spec } = pods.spec.template;
      expect(spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: runtime.userId,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(containerOf(pods).securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(spec.automountServiceAccountToken).toBe(false);
    },
  );

  it('lives in a namespace that enforces it', () => {
    expect(find(objects, 'Namespace', 'ticketing').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });
});

describe('the environment', () => {
  const { data } = find(application, 'ConfigMap', 'application') as Manifest & {
    data: Record<string, string>;
  };

  it('has what the contract accepts, and nothing else', () => {
    const accepted = Object.entries(topologyVariables)
      .filter(([name, { accepted: isAccepted }]) => isAccepted && name !== 'ROLE')
      .map(([name]) => name);
    expect(Object.keys(data).toSorted()).toEqual(
      [...Object.keys(constants), ...accepted].toSorted(),
    );
  });

  it('has its secrets from Secrets Manager', () => {
    const secret = find(application, 'ExternalSecret', 'application') as Manifest & {
      spec: { data: { secretKey: string }[] };
    };
    const accepted = Object.entries(secretVariables)
      .filter(([, { accepted: isAccepted }]) => isAccepted)
      .map(([name]) => name);
    expect(secret.spec.data.map(({ secretKey }) => secretKey).toSorted()).toEqual(
      accepted.toSorted(),
    );
    expect(ofKind(objects, 'Secret')).toEqual([]);
  });

  it('is read again soon after a rotation, by pods that are replaced for it', () => {
    for (const name of ['application', 'payments']) {
      const secret = find(application, 'ExternalSecret', name) as Manifest & { spec: object };
      expect(secret.spec).toMatchObject({ refreshInterval: '1m', target: { name } });
    }
    for (const { metadata, spec } of ofKind(application, 'Deployment') as readonly Pods[]) {
      const used = JSON.stringify(spec).match(/"secretRef":\{"name":"([\w-]+)"/)?.[1];
      expect(metadata.annotations?.['secret.reloader.stakater.com/reload']).toBe(used);
    }
  });

  it('leads to the payment simulator of the cluster, of which there is one', () => {
    expect(data.PAYMENT_SIMULATOR_URL).toBe('http://payments.ticketing.svc.cluster.local:8090');
    expect(deployment('payments').spec).toMatchObject({
      replicas: 1,
      strategy: { type: 'Recreate' },
    });
  });
});

describe('scaling', () => {
  type Scaler = Manifest & {
    readonly spec: Readonly<Record<string, unknown>> & {
      readonly scaleTargetRef: { readonly name: string };
      readonly triggers?: readonly { readonly type: string; readonly metadata: object }[];
    };
  };
  const scalers = [
    ...(ofKind(application, 'HorizontalPodAutoscaler') as readonly Scaler[]),
    ...(ofKind(application, 'ScaledObject') as readonly Scaler[]),
  ];

  it('is the business of one autoscaler for each Deployment', () => {
    const targets = scalers.map(({ spec }) => spec.scaleTargetRef.name);
    expect(targets.toSorted()).toEqual(['api', 'worker']);
  });

  it('keeps the API between three and ten pods, at half of what they request', () => {
    expect(scalers[0]?.spec).toMatchObject({
      minReplicas: 3,
      maxReplicas: 10,
      metrics: [{ resource: { target: { averageUtilization: 50 } } }],
    });
  });

  it('gives workers to their processors and to each queue', () => {
    const triggers = scalers[1]?.spec.triggers ?? [];
    expect(triggers.map(({ type }) => type)).toEqual(['cpu', 'aws-sqs-queue', 'aws-sqs-queue']);
    expect(triggers[1]?.metadata).toMatchObject({ queueLength: '100' });
  });

  it('fits into the quota, with one more of each while a release rolls out', () => {
    const { spec } = find(application, 'ResourceQuota', 'fleet') as Manifest & {
      spec: { hard: Record<string, string> };
    };
    expect(Number(spec.hard.pods)).toBeGreaterThanOrEqual(
      processesMax(clusterFleet(clusterScalingConfig('prod'))) + 2,
    );
  });
});

const wave = (kind: string, name: string): number => waveOf(find(application, kind, name));
const patchFor = (publicUrl: string): string | undefined => {
  const variables = { ...realValues.variables, PUBLIC_URL: publicUrl };
  const files = renderFiles('prod', { values: { ...realValues, variables } });
  return files.get('overlays/prod/application/patch-deployment-api.yaml');
};

describe('a release', () => {
  it('brings settings, then the schema, then pods, then what scales and exposes them', () => {
    const job = migrationName(realValues.image);
    expect(wave('SecretStore', 'secrets-manager')).toBeLessThanOrEqual(
      wave('ExternalSecret', 'application'),
    );
    expect(wave('ExternalSecret', 'application')).toBeLessThan(wave('Job', job));
    expect(wave('ConfigMap', 'application')).toBeLessThan(wave('Job', job));
    expect(wave('NetworkPolicy', 'database')).toBeLessThan(wave('Job', job));
    expect(wave('Job', job)).toBeLessThan(wave('Deployment', 'api'));
    expect(wave('Deployment', 'api')).toBeLessThan(wave('Gateway', 'public'));
  });

  it('does not wait for a disk that waits for its pod', () => {
    const claim = find(application, 'PersistentVolumeClaim', 'payments');
    expect(waveOf(claim)).toBe(waveOf(deployment('payments')));
  });

  it('migrates once for each image', () => {
    expect(migrationName('a@sha256:0123456789abcdef')).toBe('migrate-0123456789ab');
    expect(migrationName('registry:5000/a:v1.2.0_RC')).toBe('migrate-v1-2-0-rc');
  });

  it('replaces pods when their settings change, and only then', () => {
    expect(patchFor('https://a.tickets')).toBe(patchFor('https://a.tickets'));
    expect(patchFor('https://a.tickets')).not.toBe(patchFor('https://b.tickets'));
  });
});
