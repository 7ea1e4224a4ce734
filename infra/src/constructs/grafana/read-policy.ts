/** What dashboards read: metrics of one workspace, CloudWatch, logs that were named, traces. */
import type { PolicyStatement } from '../iam/policy.ts';

export const grafanaStatements = (
  workspaceArn: string,
  logGroupArns: readonly string[],
): readonly PolicyStatement[] => [
  {
    sid: 'QueryPrometheus',
    actions: [
      'aps:DescribeWorkspace',
      'aps:GetLabels',
      'aps:GetMetricMetadata',
      'aps:GetSeries',
      'aps:ListRules',
      'aps:QueryMetrics',
    ],
    resources: [workspaceArn],
  },
  {
    sid: 'FindPrometheus',
    actions: ['aps:ListWorkspaces'],
    // Listing cannot be limited to a workspace.
    resources: ['*'],
  },
  {
    sid: 'ReadCloudWatch',
    actions: [
      'cloudwatch:DescribeAlarms',
      'cloudwatch:DescribeAlarmsForMetric',
      'cloudwatch:GetInsightRuleReport',
      'cloudwatch:GetMetricData',
      'cloudwatch:ListMetrics',
      'ec2:DescribeInstances',
      'ec2:DescribeRegions',
      'ec2:DescribeTags',
      'logs:DescribeLogGroups',
      'tag:GetResources',
    ],
    // CloudWatch knows no resources for reading, nor do these look-ups.
    resources: ['*'],
  },
  ...(logGroupArns.length === 0
    ? []
    : [
        {
          sid: 'QueryLogs',
          actions: ['logs:GetLogGroupFields', 'logs:StartQuery'],
          resources: logGroupArns.map((arn) => `${arn}:*`),
        },
        {
          sid: 'ReadQueries',
          actions: ['logs:GetLogEvents', 'logs:GetQueryResults', 'logs:StopQuery'],
          // A query that was started has no ARN; who may start one is decided above.
          resources: ['*'],
        },
      ]),
  {
    sid: 'ReadTraces',
    actions: [
      'xray:BatchGetTraces',
      'xray:GetGroups',
      'xray:GetInsightSummaries',
      'xray:GetServiceGraph',
      'xray:GetTimeSeriesServiceStatistics',
      'xray:GetTraceGraph',
      'xray:GetTraceSummaries',
    ],
    // X-Ray knows no resources for reading traces.
    resources: ['*'],
  },
];
