/**
 * Who in the cluster may act in AWS: a service account in a namespace. The roles are made from this
 * table and so are the Kubernetes objects, because a role follows an account by its name.
 */
export type ServiceAccount = { readonly namespace: string; readonly name: string };

/** The namespace of the product itself. */
export const applicationNamespace = 'ticketing';

export const serviceAccounts = {
  karpenter: { namespace: 'karpenter', name: 'karpenter' },
  loadBalancerController: { namespace: 'load-balancing', name: 'aws-load-balancer-controller' },
  externalDns: { namespace: 'external-dns', name: 'external-dns' },
  externalSecrets: { namespace: 'external-secrets', name: 'external-secrets' },
  keda: { namespace: 'keda', name: 'keda-operator' },
  metricsCollector: { namespace: 'monitoring', name: 'metrics-collector' },
  tracesCollector: { namespace: 'monitoring', name: 'traces-collector' },
  cloudwatchExporter: { namespace: 'monitoring', name: 'cloudwatch-exporter' },
  api: { namespace: applicationNamespace, name: 'api' },
  worker: { namespace: applicationNamespace, name: 'worker' },
  // Those of EKS add-ons have the names that AWS gave them.
  networkPlugin: { namespace: 'kube-system', name: 'aws-node' },
  volumeDriver: { namespace: 'kube-system', name: 'ebs-csi-controller-sa' },
  cloudwatchAgent: { namespace: 'amazon-cloudwatch', name: 'cloudwatch-agent' },
} as const satisfies Readonly<Record<string, ServiceAccount>>;

export type WorkloadName = keyof typeof serviceAccounts;
