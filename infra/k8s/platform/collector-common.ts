/** What both collectors have in common: the image, where they run, how little they may use. */

/** AWS's distribution: it has the exporters of X-Ray and the signatures of Managed Prometheus. */
const image = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.46.0';

export const monitoringNodes = {
  nodeSelector: { 'node-group': 'monitoring' },
  tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'monitoring', effect: 'NoSchedule' }],
} as const;

export const confined = {
  podSecurityContext: {
    runAsNonRoot: true,
    runAsUser: 10_001,
    runAsGroup: 10_001,
    seccompProfile: { type: 'RuntimeDefault' as const },
  },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};

export const collectorCommon = {
  image,
  ...monitoringNodes,
  ...confined,
  resources: {
    requests: { cpu: '100m', memory: '256Mi' },
    limits: { cpu: '1', memory: '512Mi' },
  },
} as const;

/** Drops rather than dies: the limit is below the container's. */
export const collectorProcessors = {
  memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 },
  batch: { timeout: '10s', send_batch_size: 2_000 },
} as const;
