/** What every database gives to those who use it, whatever it is made of. */

/** The same everywhere; the security groups and the server's settings go by it. */
export const databasePort = 5432;
export const databaseName = 'ticketing';
export const masterUser = 'ticketing';

/** Keys of the secret, which is JSON. */
export const secretKeys = { user: 'username', password: 'password' } as const;

export type Database = {
  /** A cluster of Aurora, or an instance of RDS. */
  readonly kind: 'cluster' | 'instance';
  /** The primary, and whatever takes over from it. */
  readonly host: string;
  /** For reads that may be a moment old; the primary where there is no replica. */
  readonly readHost: string;
  readonly port: number;
  readonly databaseName: string;
  readonly secretArn: string;
  /** Of the cluster, or of the primary instance. */
  readonly identifier: string;
  readonly arn: string;
  /** Of every server: the writer or primary first, then readers or replicas. */
  readonly instanceIdentifiers: readonly string[];
  readonly logGroupName: string;
};
