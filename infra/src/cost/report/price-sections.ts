/** The parts of cost.md that tell what the figures rest on: prices, assumptions, what is free. */
import { environments } from '../../config/names.ts';
import { freeTypes } from '../model/free-types.ts';
import { pricedTypes } from '../model/priced-types.ts';
import { cacheNodePrices, cacheStoragePrices } from '../prices/cache.ts';
import { clusterPrices, fargatePrices, functionPrices, imagePrices } from '../prices/containers.ts';
import {
  auroraPrices,
  auroraStoragePrices,
  rdsPrices,
  rdsStoragePrices,
} from '../prices/database.ts';
import { discounts } from '../prices/discounts.ts';
import { instancePrices, volumePrices } from '../prices/ec2.ts';
import { cloudFrontPrices, dnsPrices, firewallPrices } from '../prices/edge.ts';
import { networkPrices } from '../prices/network.ts';
import { accountPrices, messagePrices, secretPrices, watchPrices } from '../prices/operations.ts';
import type { Price } from '../prices/price.ts';
import { bucketPrices, filePrices, tablePrices } from '../prices/storage.ts';
import { usageOf } from '../usage/assumptions.ts';
import { figureColumn, markdownTable, textColumn } from './table.ts';

const priceTables: Readonly<Record<string, Readonly<Record<string, Price>>>> = {
  EC2: instancePrices,
  Volumes: volumePrices,
  'RDS for PostgreSQL, one zone': rdsPrices,
  'Storage of RDS': rdsStoragePrices,
  'Aurora PostgreSQL': auroraPrices,
  'Storage and Serverless of Aurora': auroraStoragePrices,
  'ElastiCache for Redis': cacheNodePrices,
  'Storage of ElastiCache': cacheStoragePrices,
  'Fargate, x86': fargatePrices.X86_64,
  'Fargate, ARM': fargatePrices.ARM64,
  'EKS control plane': clusterPrices,
  Images: imagePrices,
  Functions: functionPrices,
  Network: networkPrices,
  CloudFront: cloudFrontPrices,
  Firewall: firewallPrices,
  DNS: dnsPrices,
  Buckets: bucketPrices,
  Files: filePrices,
  DynamoDB: tablePrices,
  'Logs, metrics, traces': watchPrices,
  Messages: messagePrices,
  'Secrets and keys': secretPrices,
  Account: accountPrices,
};

const words = (name: string): string =>
  name.includes('.') ? name : name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

export const priceTable = (): string =>
  markdownTable(
    [
      textColumn('Service'),
      textColumn('What'),
      textColumn('Unit'),
      figureColumn('Seoul'),
      figureColumn('Tokyo'),
      figureColumn('Virginia'),
      textColumn('Seoul is'),
    ],
    Object.entries(priceTables).flatMap(([service, prices]) =>
      Object.entries(prices).map(([name, { unit, usd, basis }]) => [
        service,
        words(name),
        unit,
        String(usd['ap-northeast-2']),
        String(usd['ap-northeast-1']),
        String(usd['us-east-1']),
        basis,
      ]),
    ),
  );

export const discountTable = (): string =>
  markdownTable(
    [textColumn('Off the price on demand'), figureColumn('Share')],
    Object.entries(discounts).map(([name, share]) => [words(name), `${Math.round(share * 100)} %`]),
  );

/** Figures of all environments beside each other, by their paths. */
export function usageTable(): string {
  const [dev = [], staging = [], prod = []] = environments.map((environment) =>
    figuresIn(usageOf(environment)),
  );
  const rows = dev.map(([path, value], index) => [
    `\`${path}\``,
    value,
    staging[index]?.[1] ?? '',
    prod[index]?.[1] ?? '',
  ]);
  const columns = [textColumn('Assumed for a month'), ...environments.map(figureColumn)];
  return markdownTable(columns, rows);
}

const figuresIn = (value: object, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(value).flatMap(([name, inside]: [string, unknown]) =>
    typeof inside === 'object' && inside !== null
      ? figuresIn(inside, `${prefix}${name}.`)
      : [[`${prefix}${name}`, String(inside)] as const],
  );

export function freeTable(): string {
  const reasons = new Map<string, string[]>();
  for (const [type, reason] of freeTypes) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), `\`${type}\``]);
  }
  return markdownTable(
    [textColumn('Why'), textColumn('Types')],
    [...reasons].map(([reason, types]) => [reason, types.join(', ')]),
  );
}

export const pricedList = (): string =>
  Object.keys(pricedTypes)
    .map((type) => `\`${type}\``)
    .join(', ');
