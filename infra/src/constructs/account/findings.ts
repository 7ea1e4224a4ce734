/**
 * Services that look for mistakes and attacks. The access analyzer costs nothing and is always on;
 * the others are billed by what happens in the account, so each has a switch.
 */
import { AccessanalyzerAnalyzer } from '@cdktn/provider-aws/lib/accessanalyzer-analyzer/index.js';
import { GuarddutyDetector } from '@cdktn/provider-aws/lib/guardduty-detector/index.js';
import { SecurityhubAccount } from '@cdktn/provider-aws/lib/securityhub-account/index.js';
import { Construct } from 'constructs';
import type { AccountConfig } from '../../config/account-config.ts';
import type { Name } from '../../topologies/deployment.ts';
import { createRecorder } from './config-recorder.ts';

export type FindingsProps = {
  readonly name: Name;
  readonly accountId: string;
  readonly config: AccountConfig['findings'];
  readonly regions: readonly string[];
};

export function createFindings(scope: Construct, id: string, props: FindingsProps): void {
  const { name, accountId, config, regions } = props;
  const within = new Construct(scope, id);
  for (const region of regions) {
    new AccessanalyzerAnalyzer(within, `analyzer-${region}`, {
      region,
      analyzerName: name('external-access'),
      type: 'ACCOUNT',
    });
    if (config.guardDuty) {
      new GuarddutyDetector(within, `guard-duty-${region}`, {
        region,
        enable: true,
        findingPublishingFrequency: 'FIFTEEN_MINUTES',
      });
    }
    if (config.securityHub) {
      new SecurityhubAccount(within, `security-hub-${region}`, {
        region,
        enableDefaultStandards: true,
        autoEnableControls: true,
      });
    }
  }
  if (config.awsConfig) createRecorder(within, 'config', { name, accountId });
}
