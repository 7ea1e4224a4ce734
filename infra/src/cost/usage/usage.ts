/**
 * What no Terraform says and every bill depends on: how much is used in a month. The same for every
 * topology of an environment, so that topologies can be compared; a table of assumptions, not of
 * measurements, to be replaced by the figures of the first real month.
 */
import type { Environment } from '../../config/names.ts';

export type Usage = {
  /** Hours of a month in which people queue for tickets. */
  readonly saleHours: number;
  /** How much of its maximum a role runs with in these hours. */
  readonly saleShareOfMax: number;
  readonly edge: EdgeUsage;
  readonly network: NetworkUsage;
  readonly data: DataUsage;
  readonly logsGb: LogsGb;
  readonly watch: WatchUsage;
  readonly messages: MessageUsage;
  readonly cluster: ClusterUsage;
  readonly account: AccountUsage;
};

export type EdgeUsage = {
  readonly outGb: number;
  readonly requestsMillion: number;
  /** What the caches do not answer. */
  readonly originShare: number;
  readonly captchasThousand: number;
  readonly botCheckedMillion: number;
  readonly dnsQueriesMillion: number;
};

export type NetworkUsage = {
  /** Load balancer units on average over the month. */
  readonly balancerUnits: number;
  readonly natGb: number;
  /** Images, logs and secrets: by the interface endpoints where there are any, else by NAT. */
  readonly awsServicesGb: number;
  readonly betweenZonesGb: number;
  /** To a standby: database, files, images. */
  readonly betweenRegionsGb: number;
};

export type DataUsage = {
  readonly databaseGb: number;
  readonly databaseRequestsMillion: number;
  /** Of backups, times the size of the database, above what is included. */
  readonly backupCopies: number;
  /** Days of AWS Backup share blocks: its copies are this much of full ones. */
  readonly incrementalShare: number;
  readonly cacheSnapshotGb: number;
  readonly bucketGb: number;
  readonly bucketWritesThousand: number;
  readonly bucketReadsThousand: number;
  readonly imagesGb: number;
  readonly tableGb: number;
  readonly tableWritesMillion: number;
  readonly tableReadsMillion: number;
  readonly journalGb: number;
};

/** Taken in a month, by log group. What is kept is a fifth of that: it is compressed. */
export type LogsGb = {
  readonly application: number;
  readonly flowLogs: number;
  readonly firewall: number;
  readonly database: number;
  readonly cache: number;
  readonly controlPlane: number;
  readonly other: number;
};

export type WatchUsage = {
  /** Container Insights and the server's own, for a cluster of tasks. */
  readonly taskMetrics: number;
  readonly observationsMillion: number;
  readonly tracesMillion: number;
  readonly samplesMillion: number;
  readonly grafanaEditors: number;
  readonly mailsThousand: number;
};

export type MessageUsage = {
  readonly eventsMillion: number;
  readonly queueRequestsMillion: number;
  readonly functionCallsMillion: number;
  readonly functionSeconds: number;
  readonly keyCallsMillion: number;
  readonly secretCallsThousand: number;
};

/** What a cluster makes by itself: nodes of Karpenter, the load balancer of its Gateway. */
export type ClusterUsage = {
  readonly karpenterClass: string;
  readonly karpenterNodes: number;
  readonly karpenterSpotShare: number;
  /** In the hours of sales. */
  readonly karpenterSaleNodes: number;
  readonly persistentGb: number;
};

export type AccountUsage = {
  readonly configItemsThousand: number;
  readonly guardDutyEventsMillion: number;
  readonly securityChecksThousand: number;
};

export type UsageTable = Readonly<Record<Environment, Usage>>;
