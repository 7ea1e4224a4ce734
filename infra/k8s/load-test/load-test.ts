/**
 * The load test of document B, from within the cluster: k6 in ten Jobs that KEDA starts together at
 * a time of day. It never stands in an overlay of production, has a target that somebody named, and
 * ends by itself.
 */
import { ScaledJob } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledJob';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { ResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import { restricted } from '../application/namespace.ts';
import { priorities } from '../application/names.ts';
import { closedNamespace, networkPolicy } from '../application/network-policies.ts';
import { containerSecurity } from '../application/security.ts';
import { labelsOf } from '../manifest/labels.ts';
import { checked, type Manifest } from '../manifest/manifest.ts';
import { script } from './script.ts';

const namespace = 'load-test';
const image = 'grafana/k6:1.7.1';
const labels = labelsOf('load-test');

export type LoadTest = {
  /** `https://api.…` of an environment that may be brought to its knees. */
  readonly target: string;
  readonly pods: number;
  readonly usersPerPod: number;
  readonly minutes: number;
  /** `HH:MM` in Seoul. */
  readonly at: string;
  /** For logs. The WAF knows load tests by their addresses, here those of the NAT gateways. */
  readonly userAgent: string;
};

/** 3,000 users for ten minutes, which made 10,000 requests a second. */
export const documentedLoad = {
  pods: 10,
  usersPerPod: 300,
  minutes: 10,
  at: '03:00',
  userAgent: 'onsale-load-test',
} as const satisfies Omit<LoadTest, 'target'>;

/** Shorter than the test: when it closes, all Jobs still run, so none is started twice. */
const windowMinutes = 5;
const timeZone = 'Asia/Seoul';

export function loadTestObjects(test: LoadTest): readonly Manifest[] {
  if (!/^https:\/\/[\w.-]+$/.test(test.target)) {
    throw new Error(`The target of the load test is "${test.target}"; name one, https://host.`);
  }
  if (test.minutes <= windowMinutes) {
    throw new Error(`A load test lasts longer than ${windowMinutes} minutes, or it starts twice.`);
  }
  return [
    checked(new Namespace({ metadata: { name: namespace, labels: restricted } })),
    checked(
      new ResourceQuota({
        metadata: { name: 'load', namespace },
        spec: { hard: { pods: String(test.pods), 'requests.cpu': String(test.pods) } },
      }),
    ),
    ...closedNamespace(namespace),
    networkPolicy(
      'target',
      {},
      {
        egress: [
          { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ protocol: 'TCP', port: 443 }] },
        ],
      },
      namespace,
    ),
    checked(
      new ConfigMap({ metadata: { name: 'script', namespace }, data: { 'script.js': script } }),
    ),
    scaledJob(test),
  ];
}

const cronOf = (at: string, plusMinutes: number): string => {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const total = (hours * 60 + minutes + plusMinutes) % 1_440;
  return `${total % 60} ${Math.floor(total / 60)} * * *`;
};

const scaledJob = (test: LoadTest): Manifest =>
  checked(
    new ScaledJob({
      metadata: { name: 'k6', namespace },
      spec: {
        pollingInterval: 15,
        minReplicaCount: 0,
        maxReplicaCount: test.pods,
        successfulJobsHistoryLimit: test.pods,
        failedJobsHistoryLimit: test.pods,
        triggers: [
          {
            type: 'cron',
            metadata: {
              timezone: timeZone,
              start: cronOf(test.at, 0),
              end: cronOf(test.at, windowMinutes),
              desiredReplicas: String(test.pods),
            },
          },
        ],
        jobTargetRef: {
          parallelism: 1,
          completions: 1,
          backoffLimit: 0,
          activeDeadlineSeconds: (test.minutes + 5) * 60,
          template: { metadata: { labels }, spec: podOf(test) },
        },
      },
    }),
  );

const podOf = ({ target, usersPerPod, minutes, userAgent }: LoadTest) => ({
  restartPolicy: 'Never' as const,
  automountServiceAccountToken: false,
  priorityClassName: priorities.batch,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 12_345,
    seccompProfile: { type: 'RuntimeDefault' as const },
  },
  containers: [
    {
      name: 'k6',
      image,
      args: ['run', '--quiet', '/scripts/script.js'],
      env: [
        { name: 'TARGET', value: target },
        { name: 'USERS', value: String(usersPerPod) },
        { name: 'DURATION', value: `${minutes}m` },
        { name: 'USER_AGENT', value: userAgent },
      ],
      resources: {
        requests: { cpu: '1', memory: '512Mi' },
        limits: { memory: '1Gi' },
      },
      securityContext: containerSecurity,
      volumeMounts: [{ name: 'script', mountPath: '/scripts', readOnly: true }],
    },
  ],
  volumes: [{ name: 'script', configMap: { name: 'script' } }],
});
