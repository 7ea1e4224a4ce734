/**
 * What only AWS knows: addresses, ARNs, names of what Terraform made. The compute stack prints it
 * as one output; `cluster-values.example.json` shows all of it.
 */
import type { SecretReferences, TopologyValues } from '../../src/runtime/contract.ts';

/** Variables whose values are decided within the cluster. */
export type InClusterVariable = 'ROLE' | 'PAYMENT_SIMULATOR_URL' | 'OTEL_EXPORTER_OTLP_ENDPOINT';

export type ClusterValues = {
  readonly project: string;
  readonly region: string;
  readonly accountId: string;
  /** The site; the API is `api.` before it, the load balancer `origin.`. */
  readonly domain: string;
  readonly hostedZoneId: string;
  /** Of the release, by digest or by tag. */
  readonly image: string;
  /** `https://…` of the Git repository that Argo CD follows; a branch for each environment. */
  readonly deployRepository: string;
  readonly cluster: { readonly name: string; readonly endpoint: string };
  readonly network: {
    readonly vpcId: string;
    readonly publicSubnetIds: readonly string[];
    readonly publicSubnetCidrs: readonly string[];
    readonly applicationSubnetIds: readonly string[];
    readonly dataSubnetCidrs: readonly string[];
  };
  readonly loadBalancer: {
    readonly securityGroupIds: readonly string[];
    /** For `origin.`, in the region of the cluster. */
    readonly certificateArn: string;
    /** The second firewall, for what comes here without passing CloudFront's. */
    readonly webAclArn: string;
    /** A bucket for access logs, when there is one. */
    readonly logBucket?: string;
  };
  readonly nodes: {
    /** The role that Karpenter gives its nodes. */
    readonly roleName: string;
    readonly securityGroupIds: readonly string[];
    readonly interruptionQueue: string;
    /**
     * The image of Karpenter's nodes, `al2023@v20260101`. Its date ends the SSM parameter
     * `/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/` with
     * `release_version` behind it.
     */
    readonly image: string;
  };
  readonly prometheus: { readonly remoteWriteUrl: string };
  /** Queues whose length decides how many workers there are. */
  readonly queueUrls: readonly string[];
  /** As for any other topology: see `src/runtime/contract.ts`. */
  readonly variables: Omit<TopologyValues, InClusterVariable>;
  readonly secrets: SecretReferences;
};
