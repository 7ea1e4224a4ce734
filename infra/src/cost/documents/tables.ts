/**
 * The cost tables of the requirements' sources A, B and C as they stand there, with the totals that
 * they print: what `npm run cost` recomputes and compares with. Their prices are those of Virginia.
 */
export type TableRow = {
  readonly item: string;
  /** Dollars a month; a range where the source has one. */
  readonly low: number;
  readonly high: number;
};

export type PrintedTable = {
  readonly id: 'A1' | 'A1-savings' | 'A2' | 'B' | 'C';
  readonly title: string;
  readonly rows: readonly TableRow[];
  readonly printed: { readonly low: number; readonly high: number };
};

const row = (item: string, low: number, high = low): TableRow => ({ item, low, high });

export const tableA1: PrintedTable = {
  id: 'A1',
  title: 'A1: production, "recommended"',
  rows: [
    row('NAT gateway × 2', 64.8),
    row('EC2 t3.medium × 4', 120.96),
    row('Aurora t3.medium × 2', 109.5),
    row('ElastiCache t3.micro', 12.41),
    row('ALB', 22.5),
    row('CloudWatch', 10),
    row('Data transfer, 1 TB', 92.16),
    row('ECR, 100 GB', 10),
  ],
  printed: { low: 442.33, high: 442.33 },
};

export const savingsA1: PrintedTable = {
  id: 'A1-savings',
  title: 'A1: savings',
  rows: [
    row('NAT gateways 2 → 1', 32.4),
    row('EC2 t3.medium → t3.small', 60.48),
    row('EC2, half on Spot', 30.24),
    row('Aurora t3.medium → t3.small', 54.75),
    row('Minimum 4 → 2 off-peak', 30.24),
    row('Logs for 7 → 3 days', 3),
    row('Data transfer through CloudFront', 20),
  ],
  printed: { low: 231.11, high: 231.11 },
};

export const tableA2: PrintedTable = {
  id: 'A2',
  title: 'A2: development',
  rows: [
    row('NAT gateway × 2', 64.8),
    row('Data transfer', 5),
    row('EC2 t3.medium, 4 on average', 120.96),
    row('ALB', 22.5),
    row('Aurora t3.medium × 2', 109.44),
    row('ElastiCache t3.micro', 12.41),
    row('S3', 5),
    row('EBS gp3, 400 GB', 32),
    row('CloudWatch', 10),
    row('SNS, SQS', 2),
  ],
  printed: { low: 384.11, high: 384.11 },
};

export const tableB: PrintedTable = {
  id: 'B',
  title: 'B: EKS and DynamoDB',
  rows: [
    row('EKS control plane', 75),
    row('EKS worker nodes, 5-10', 150, 300),
    row('Karpenter on Spot, 5-15', 40, 120),
    row('ElastiCache m7g.xlarge, 16 nodes', 115),
    row('NAT gateway × 2', 65),
    row('ALB × 2', 35),
    row('DynamoDB, 6 tables', 50, 200),
    row('S3 and CloudFront', 20, 50),
  ],
  printed: { low: 550, high: 860 },
};

export const tableC: PrintedTable = {
  id: 'C',
  title: 'C: Fargate and PostgreSQL, production',
  rows: [
    row('CloudFront, 1 TB', 5),
    row('S3, 10 GB', 0.25),
    row('ALB', 23),
    row('Fargate, 2 tasks of 2 vCPU and 4 GB', 100),
    row('RDS db.t3.medium in two zones', 80),
    row('ElastiCache t3.micro × 4', 30),
    row('NAT gateway × 2, 100 GB', 70),
    row('CloudWatch, 7 days', 10),
    row('Secrets Manager, 3 secrets', 2),
    row('Route 53, 1 zone', 0.5),
    row('ECR, 10 GB', 1),
    row('Contingency, "10 %"', 28.25),
  ],
  printed: { low: 350, high: 350 },
};

export const printedTables = [tableA1, savingsA1, tableA2, tableB, tableC] as const;

/** Half a cent goes up, also where the machine's binary fraction is a little less than half. */
export const toCents = (usd: number): number => Math.round(Number((usd * 100).toFixed(6))) / 100;

export const sumOf = ({ rows }: PrintedTable): PrintedTable['printed'] => ({
  low: toCents(rows.reduce((sum, { low }) => sum + low, 0)),
  high: toCents(rows.reduce((sum, { high }) => sum + high, 0)),
});

/** What a row of a table costs, by its first words. */
export function rowOf({ id, rows }: PrintedTable, start: string): number {
  const found = rows.find(({ item }) => item.startsWith(start));
  if (found === undefined) throw new Error(`Table ${id} has no row "${start}".`);
  return found.low;
}
