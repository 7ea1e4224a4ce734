/** Which account the operator is signed in to. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientConfig, type ClientOptions, present } from './options.ts';

export type Identity = {
  readonly accountId: () => Promise<string>;
  /** The ARN of whoever asks. */
  readonly arn: () => Promise<string>;
};

export function createIdentity(options: ClientOptions): Identity {
  const sts = new STSClient(clientConfig(options));
  const ask = () => sts.send(new GetCallerIdentityCommand({}));
  return {
    accountId: async () => present((await ask()).Account, 'an account'),
    arn: async () => present((await ask()).Arn, 'an ARN'),
  };
}
