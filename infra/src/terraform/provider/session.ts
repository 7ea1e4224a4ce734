/**
 * What one configuration of the provider (the default one, or an alias such as us-east-1) told when
 * it was set up. Terraform opens a connection for each of them.
 */
import { mockAccountId } from '../mock/aws-account.ts';
import { isUnknown, type ObjectValue, type Value } from './wire.ts';

export type Session = {
  readonly region: string;
  readonly accountId: string;
  readonly defaultTags: Readonly<Record<string, string>>;
};

export const initialSession: Session = {
  region: 'us-east-1',
  accountId: mockAccountId,
  defaultTags: {},
};

/** From the provider block. What is unknown while planning keeps its default. */
export function configuredSession(config: ObjectValue): Session {
  const { region, allowed_account_ids: accounts, default_tags: defaults } = config;
  const [account] = Array.isArray(accounts) ? (accounts as Value[]) : [];
  return {
    region: typeof region === 'string' ? region : initialSession.region,
    accountId: typeof account === 'string' ? account : initialSession.accountId,
    defaultTags: knownTags(Array.isArray(defaults) ? defaults : []),
  };
}

function knownTags(blocks: readonly Value[]): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const block of blocks) {
    const { tags: given } = (block ?? {}) as ObjectValue;
    if (isUnknown(given)) continue;
    for (const [name, value] of Object.entries((given ?? {}) as ObjectValue)) {
      if (typeof value === 'string') tags[name] = value;
    }
  }
  return tags;
}
