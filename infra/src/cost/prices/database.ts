/** PostgreSQL on RDS (one zone; Multi-AZ costs twice as much) and on Aurora Standard. */
import { price, samePrice } from './price.ts';

export const rdsPrices = {
  'db.t3.micro': price('h', 0.028, 0.028, 0.018),
  'db.t3.small': price('h', 0.055, 0.056, 0.036),
  'db.t3.medium': price('h', 0.111, 0.111, 0.072),
  'db.t3.large': price('h', 0.222, 0.222, 0.145),
  'db.t4g.medium': price('h', 0.102, 0.1, 0.065, 'listed'),
  'db.t4g.large': price('h', 0.203, 0.2, 0.129),
  'db.m6g.large': price('h', 0.222, 0.207, 0.159),
  'db.r5.large': price('h', 0.3, 0.3, 0.25),
  'db.r5.xlarge': price('h', 0.6, 0.6, 0.5),
  'db.r6g.large': price('h', 0.27, 0.269, 0.225),
  'db.r6g.xlarge': price('h', 0.54, 0.538, 0.45),
} as const;

export const rdsStoragePrices = {
  gp3: price('GB-month', 0.131, 0.138, 0.115, 'listed'),
  /** Above the size of the database, which is included. */
  backup: price('GB-month', 0.095, 0.095, 0.095, 'listed'),
} as const;

export const auroraPrices = {
  'db.t3.medium': price('h', 0.125, 0.125, 0.082),
  'db.t3.large': price('h', 0.25, 0.25, 0.164),
  'db.t4g.medium': price('h', 0.113, 0.113, 0.073),
  'db.t4g.large': price('h', 0.225, 0.225, 0.146),
  'db.r5.large': price('h', 0.35, 0.35, 0.29),
  'db.r5.xlarge': price('h', 0.7, 0.7, 0.58),
  'db.r6g.large': price('h', 0.313, 0.313, 0.26),
  'db.r6g.xlarge': price('h', 0.627, 0.627, 0.519),
} as const;

export const auroraStoragePrices = {
  capacityUnit: price('h', 0.2, 0.2, 0.12, 'listed'),
  storage: price('GB-month', 0.12, 0.12, 0.1, 'listed'),
  requests: price('million', 0.24, 0.24, 0.2, 'listed'),
  backup: price('GB-month', 0.023, 0.023, 0.021, 'listed'),
  /** Of a global cluster, for each region that follows. */
  replicatedWrites: samePrice('million', 0.2),
} as const;
