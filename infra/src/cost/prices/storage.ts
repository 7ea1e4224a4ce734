/** Buckets, file systems, tables, copies in AWS Backup. */
import { price } from './price.ts';

export const bucketPrices = {
  standard: price('GB-month', 0.025, 0.025, 0.023, 'listed'),
  glacier: price('GB-month', 0.0045, 0.0045, 0.0036, 'listed'),
  writes: price('1,000', 0.0045, 0.0047, 0.005, 'listed'),
  reads: price('1,000', 0.00035, 0.00037, 0.0004, 'listed'),
  toGlacier: price('1,000', 0.0357, 0.0357, 0.03),
} as const;

export const filePrices = {
  standard: price('GB-month', 0.33, 0.36, 0.3),
  backup: price('GB-month', 0.06, 0.06, 0.05),
} as const;

export const tablePrices = {
  writes: price('million', 0.68, 0.715, 0.625, 'listed'),
  reads: price('million', 0.1355, 0.1425, 0.125, 'listed'),
  storage: price('GB-month', 0.27075, 0.285, 0.25),
  restoreToMoment: price('GB-month', 0.2166, 0.228, 0.2),
  provisionedWrite: price('h', 0.0007049, 0.000742, 0.00065, 'listed'),
  provisionedRead: price('h', 0.00014098, 0.0001484, 0.00013, 'listed'),
} as const;
