/** Reports by mail when the account costs more than it should, or suddenly more than it did. */
import { BudgetsBudget } from '@cdktn/provider-aws/lib/budgets-budget/index.js';
import { CeAnomalyMonitor } from '@cdktn/provider-aws/lib/ce-anomaly-monitor/index.js';
import { CeAnomalySubscription } from '@cdktn/provider-aws/lib/ce-anomaly-subscription/index.js';
import { Construct } from 'constructs';
import type { AccountConfig } from '../../config/account-config.ts';
import type { Name } from '../../topologies/deployment.ts';

export type CostGuardsProps = {
  readonly name: Name;
  readonly config: AccountConfig['budget'];
  readonly email: string;
};

export function createCostGuards(
  scope: Construct,
  id: string,
  { name, config, email }: CostGuardsProps,
): void {
  const within = new Construct(scope, id);
  const report = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notificationType,
    threshold,
    thresholdType: 'PERCENTAGE',
    comparisonOperator: 'GREATER_THAN',
    subscriberEmailAddresses: [email],
  });
  new BudgetsBudget(within, 'budget', {
    name: name('monthly'),
    budgetType: 'COST',
    timeUnit: 'MONTHLY',
    limitAmount: String(config.monthlyUsd),
    limitUnit: 'USD',
    notification: [
      ...config.spentPercent.map((percent) => report('ACTUAL', percent)),
      report('FORECASTED', config.forecastPercent),
    ],
  });
  const monitor = new CeAnomalyMonitor(within, 'anomalies', {
    name: name('services'),
    monitorType: 'DIMENSIONAL',
    monitorDimension: 'SERVICE',
  });
  new CeAnomalySubscription(within, 'anomaly-mails', {
    name: name('anomalies'),
    frequency: 'DAILY',
    monitorArnList: [monitor.arn],
    subscriber: [{ type: 'EMAIL', address: email }],
    thresholdExpression: {
      dimension: {
        key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
        matchOptions: ['GREATER_THAN_OR_EQUAL'],
        values: [String(config.anomalyMinimumUsd)],
      },
    },
  });
}
