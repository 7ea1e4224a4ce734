/** The assumed month of each environment. Prod: some 30 sales, a terabyte to visitors. */
import type { Environment } from '../../config/names.ts';
import type { Usage, UsageTable } from './usage.ts';

const dev = {
  saleHours: 0,
  saleShareOfMax: 0,
  edge: {
    outGb: 10,
    requestsMillion: 1,
    originShare: 0.4,
    captchasThousand: 0,
    botCheckedMillion: 0,
    dnsQueriesMillion: 0.1,
  },
  network: {
    balancerUnits: 0.1,
    natGb: 20,
    awsServicesGb: 20,
    betweenZonesGb: 10,
    betweenRegionsGb: 5,
  },
  data: {
    databaseGb: 5,
    databaseRequestsMillion: 20,
    backupCopies: 0,
    incrementalShare: 0.1,
    cacheSnapshotGb: 0,
    bucketGb: 2,
    bucketWritesThousand: 50,
    bucketReadsThousand: 200,
    imagesGb: 5,
    tableGb: 1,
    tableWritesMillion: 1,
    tableReadsMillion: 5,
    journalGb: 0.1,
  },
  logsGb: {
    application: 2,
    flowLogs: 2,
    firewall: 1,
    database: 0.5,
    cache: 0.1,
    controlPlane: 2,
    other: 0.1,
  },
  watch: {
    taskMetrics: 30,
    observationsMillion: 20,
    tracesMillion: 0.2,
    samplesMillion: 300,
    grafanaEditors: 1,
    mailsThousand: 0.5,
  },
  messages: {
    eventsMillion: 0.5,
    queueRequestsMillion: 3,
    functionCallsMillion: 0.1,
    functionSeconds: 0.2,
    keyCallsMillion: 0.2,
    secretCallsThousand: 5,
  },
  cluster: {
    karpenterClass: 't3.large',
    karpenterNodes: 1,
    karpenterSpotShare: 1,
    karpenterSaleNodes: 1,
    persistentGb: 20,
  },
  account: { configItemsThousand: 5, guardDutyEventsMillion: 1, securityChecksThousand: 5 },
} as const satisfies Usage;

const prod = {
  saleHours: 30,
  saleShareOfMax: 0.5,
  edge: {
    outGb: 1_024,
    requestsMillion: 100,
    originShare: 0.4,
    captchasThousand: 50,
    botCheckedMillion: 20,
    dnsQueriesMillion: 5,
  },
  network: {
    balancerUnits: 2,
    natGb: 100,
    awsServicesGb: 300,
    betweenZonesGb: 500,
    betweenRegionsGb: 100,
  },
  data: {
    databaseGb: 20,
    databaseRequestsMillion: 300,
    backupCopies: 0.5,
    incrementalShare: 0.1,
    cacheSnapshotGb: 5,
    bucketGb: 50,
    bucketWritesThousand: 1_000,
    bucketReadsThousand: 10_000,
    imagesGb: 20,
    tableGb: 20,
    tableWritesMillion: 40,
    tableReadsMillion: 300,
    journalGb: 1,
  },
  logsGb: {
    application: 50,
    flowLogs: 30,
    firewall: 5,
    database: 5,
    cache: 0.5,
    controlPlane: 20,
    other: 0.5,
  },
  watch: {
    taskMetrics: 80,
    observationsMillion: 100,
    tracesMillion: 2,
    samplesMillion: 2_000,
    grafanaEditors: 3,
    mailsThousand: 2,
  },
  messages: {
    eventsMillion: 20,
    queueRequestsMillion: 60,
    functionCallsMillion: 5,
    functionSeconds: 0.2,
    keyCallsMillion: 5,
    secretCallsThousand: 100,
  },
  cluster: {
    karpenterClass: 't3.large',
    karpenterNodes: 5,
    karpenterSpotShare: 0.7,
    karpenterSaleNodes: 15,
    persistentGb: 100,
  },
  account: { configItemsThousand: 20, guardDutyEventsMillion: 10, securityChecksThousand: 20 },
} as const satisfies Usage;

/** Prod's shape with a tenth of its load, and a sale now and then to try one. */
const staging = {
  ...dev,
  saleHours: 8,
  saleShareOfMax: 0.5,
  edge: {
    outGb: 100,
    requestsMillion: 10,
    originShare: 0.4,
    captchasThousand: 1,
    botCheckedMillion: 2,
    dnsQueriesMillion: 0.5,
  },
  network: {
    balancerUnits: 0.5,
    natGb: 40,
    awsServicesGb: 60,
    betweenZonesGb: 50,
    betweenRegionsGb: 20,
  },
  data: {
    ...dev.data,
    databaseGb: 10,
    databaseRequestsMillion: 50,
    cacheSnapshotGb: 1,
    bucketGb: 10,
    imagesGb: 10,
    journalGb: 0.2,
  },
  logsGb: { ...dev.logsGb, application: 8, flowLogs: 5, firewall: 3, database: 1, controlPlane: 5 },
  watch: { ...dev.watch, taskMetrics: 60, observationsMillion: 40, samplesMillion: 800 },
  cluster: { ...dev.cluster, karpenterNodes: 2, karpenterSaleNodes: 6 },
} as const satisfies Usage;

const byEnvironment = { dev, staging, prod } as const satisfies UsageTable;

export const usageOf = (environment: Environment): Usage => byEnvironment[environment];

/** States and a trail are small in every environment; only the images are those of the product. */
export function usageOfAccount(environment: Environment): Usage {
  const usage = usageOf(environment);
  const { imagesGb } = usage.data;
  return { ...usage, data: { ...dev.data, imagesGb }, messages: dev.messages };
}
