/** Classes of database servers: their memory, and how many connections that bears. */

/** In GiB. A class that is not here does not compile; give it a line, and a price. */
export const classMemoryGib = {
  'db.t3.micro': 1,
  'db.t3.small': 2,
  'db.t3.medium': 4,
  'db.t3.large': 8,
  'db.t4g.medium': 4,
  'db.t4g.large': 8,
  'db.m6g.large': 8,
  'db.r5.large': 16,
  'db.r5.xlarge': 32,
  'db.r6g.large': 16,
  'db.r6g.xlarge': 32,
} as const;

export type InstanceClass = keyof typeof classMemoryGib;

/** Capacity of Aurora Serverless v2 in units of 2 GiB, in steps of a half. */
export type ServerlessCapacity = { readonly min: number; readonly max: number };

export type DatabaseClass = InstanceClass | { readonly serverless: ServerlessCapacity };

/** With Serverless, of its largest size. */
export const memoryGibOf = (instance: DatabaseClass): number =>
  typeof instance === 'string' ? classMemoryGib[instance] : instance.serverless.max * 2;

/**
 * AWS's own default is one connection for every 9,531,392 bytes of what the machine leaves to
 * PostgreSQL. With the small classes that is about 95 % of their memory less 0.2 GiB: 2 GiB bear
 * some 190 connections, 4 GiB 400, 8 GiB 830, 16 GiB 1,690.
 */
export const connectionsBorne = (instance: DatabaseClass): number =>
  Math.floor(((memoryGibOf(instance) * 0.95 - 0.2) * 1_024 ** 3) / 9_531_392);

/** Classes that earn credits and spend them. */
export const isBurstable = (instance: DatabaseClass): boolean =>
  typeof instance === 'string' && instance.startsWith('db.t');
