/** All rules of the firewall in front of CloudFront, in the order in which they are asked. */
import type { WafConfig } from '../../config/waf-config.ts';
import { botRules } from './bot-rules.ts';
import { commonAttacks, knownAttackers, knownBadInputs } from './managed-rules.ts';
import { rateRules } from './rate-rules.ts';
import type { Rule } from './rule.ts';

export type RulesProps = {
  readonly config: WafConfig;
  /** The set of addresses that load tests come from; none in prod. */
  readonly loadTestSetArn?: string;
};

export const edgeRules = ({ config, loadTestSetArn }: RulesProps): readonly Rule[] => [
  ...(loadTestSetArn === undefined ? [] : [allowLoadTests(loadTestSetArn)]),
  knownAttackers,
  knownBadInputs,
  commonAttacks,
  ...(config.bots === 'off' ? [] : botRules(config.bots)),
  ...rateRules(config),
];

/** By address and not by User-Agent, which everybody can send. */
const allowLoadTests = (arn: string): Rule => ({
  name: 'allow-load-tests',
  statement: { ip_set_reference_statement: { arn } },
  action: 'allow',
});
