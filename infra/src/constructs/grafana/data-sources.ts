/**
 * The data sources that dashboards name by `uid`. Terraform's AWS provider makes the workspace and
 * not what is in it; a release posts these to Grafana's `/api/datasources`.
 */
export type GrafanaDataSource = {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly access: 'proxy';
  readonly isDefault: boolean;
  readonly url?: string;
  readonly jsonData: Readonly<Record<string, string | boolean>>;
};

/** What dashboards write as `datasource.uid`. */
export const dataSourceIds = {
  prometheus: 'prometheus',
  cloudwatch: 'cloudwatch',
  xray: 'xray',
} as const;

export const grafanaDataSources = (
  region: string,
  prometheusEndpoint: string,
): readonly GrafanaDataSource[] => [
  {
    uid: dataSourceIds.prometheus,
    name: 'Prometheus',
    type: 'prometheus',
    access: 'proxy',
    isDefault: true,
    url: prometheusEndpoint,
    jsonData: {
      httpMethod: 'POST',
      sigV4Auth: true,
      sigV4AuthType: 'ec2_iam_role',
      sigV4Region: region,
    },
  },
  {
    uid: dataSourceIds.cloudwatch,
    name: 'CloudWatch',
    type: 'cloudwatch',
    access: 'proxy',
    isDefault: false,
    jsonData: {
      authType: 'ec2_iam_role',
      defaultRegion: region,
      tracingDatasourceUid: dataSourceIds.xray,
    },
  },
  {
    uid: dataSourceIds.xray,
    name: 'X-Ray',
    type: 'grafana-x-ray-datasource',
    access: 'proxy',
    isDefault: false,
    jsonData: { authType: 'ec2_iam_role', defaultRegion: region },
  },
];
