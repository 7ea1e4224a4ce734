/** Keys, secrets, and what watches an account. */
import { blocksOf } from '../../../policy/reading/json.ts';
import { accountPrices, secretPrices } from '../../prices/operations.ts';
import { linesOf, type Rule } from '../rule.ts';

const perTenThousand = 100;

export const key: Rule = (resource, { scenario: { usage }, ofType }) => {
  const lines = linesOf(resource, 'security');
  const calls = (usage.messages.keyCallsMillion * perTenThousand) / ofType('aws_kms_key').length;
  return [
    ...lines('keys', secretPrices.key, 1),
    ...lines('uses of keys', secretPrices.keyCalls, calls),
  ];
};

export const secret: Rule = (resource, { scenario: { usage }, ofType }) => {
  const lines = linesOf(resource, 'security');
  const calls =
    usage.messages.secretCallsThousand / 10 / ofType('aws_secretsmanager_secret').length;
  const copies = blocksOf(resource.values.replica).length;
  return [
    ...lines('secrets', secretPrices.secret, 1 + copies),
    ...lines('reads of secrets', secretPrices.secretCalls, calls),
  ];
};

export const recorder: Rule = (resource, { scenario: { usage } }) =>
  linesOf(resource, 'security')(
    'items of AWS Config',
    accountPrices.configItems,
    usage.account.configItemsThousand,
  );

export const detector: Rule = (resource, { scenario: { usage } }) =>
  linesOf(resource, 'security')(
    'events to GuardDuty',
    accountPrices.guardDutyEvents,
    usage.account.guardDutyEventsMillion,
  );

export const hub: Rule = (resource, { scenario: { usage } }) =>
  linesOf(resource, 'security')(
    'checks of Security Hub',
    accountPrices.securityChecks,
    usage.account.securityChecksThousand,
  );
