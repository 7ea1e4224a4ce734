/** What can be deployed: four topologies, each in three environments, each in stacks by lifetime. */
export const topologies = ['ec2-aurora', 'eks', 'fargate', 'disaster-recovery'] as const;
export type Topology = (typeof topologies)[number];

export const environments = ['dev', 'staging', 'prod'] as const;
export type Environment = (typeof environments)[number];

/**
 * Stacks by lifetime, in the order in which they are created: an account's own things, what hardly
 * ever changes, what keeps data, what is replaced with every release, what faces the Internet.
 */
export const lifetimes = ['account', 'network', 'data', 'compute', 'edge'] as const;
export type Lifetime = (typeof lifetimes)[number];

/** Where it runs, and where the standby of the disaster-recovery topology waits. */
export const primaryRegion = 'ap-northeast-2';
export const standbyRegion = 'ap-northeast-1';
/** CloudFront reads certificates and web ACLs from here only. */
export const globalRegion = 'us-east-1';
export const regions = [primaryRegion, standbyRegion, globalRegion] as const;
export type Region = (typeof regions)[number];
