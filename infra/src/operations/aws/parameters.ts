/** Parameters of Systems Manager: which image new instances run. */
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { clientConfig, type ClientOptions, orMissing } from './options.ts';

export type Parameters = {
  readonly read: (name: string) => Promise<string | undefined>;
  /** Of one that Terraform has made. */
  readonly write: (name: string, value: string) => Promise<void>;
};

export function createParameters(options: ClientOptions): Parameters {
  const ssm = new SSMClient(clientConfig(options));
  return {
    async read(name) {
      const found = await orMissing(ssm.send(new GetParameterCommand({ Name: name })));
      return found?.Parameter?.Value;
    },
    async write(name, value) {
      await ssm.send(new PutParameterCommand({ Name: name, Value: value, Overwrite: true }));
    },
  };
}
