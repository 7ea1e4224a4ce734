/**
 * How a container reaches its database: encrypted, and only if it proves to be that database.
 * Amazon signs the certificates of its databases itself, and Node.js does not know that authority;
 * `infra/image/Dockerfile` puts its certificates here.
 */

/** A file in the image. */
export const rdsCertificates = '/etc/onsale/rds-global-bundle.pem';

export type DatabaseAddress = {
  readonly host: string;
  readonly port: number;
  readonly databaseName: string;
};

/** `DATABASE_URL` without user and password: they are secrets and come by themselves. */
export const databaseUrl = ({ host, port, databaseName }: DatabaseAddress): string =>
  `postgres://${host}:${port}/${databaseName}?sslmode=verify-full&sslrootcert=${rdsCertificates}`;
