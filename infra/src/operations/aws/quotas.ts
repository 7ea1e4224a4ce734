/** Limits that AWS sets an account. */
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { clientConfig, type ClientOptions, orMissing } from './options.ts';

export type Quota = { readonly name: string; readonly value: number };

export type Quotas = {
  /** The account's own; AWS's default where none was ever asked for. */
  readonly find: (service: string, code: string) => Promise<Quota | undefined>;
};

export function createQuotas(options: ClientOptions): Quotas {
  const client = new ServiceQuotasClient(clientConfig(options));
  return {
    async find(service, code) {
      const input = { ServiceCode: service, QuotaCode: code };
      const own = await orMissing(client.send(new GetServiceQuotaCommand(input)));
      const quota =
        own?.Quota ??
        (await orMissing(client.send(new GetAWSDefaultServiceQuotaCommand(input))))?.Quota;
      if (quota?.Value === undefined) return undefined;
      return { name: quota.QuotaName ?? code, value: quota.Value };
    },
  };
}
